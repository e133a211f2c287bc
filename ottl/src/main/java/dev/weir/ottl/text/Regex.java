package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.ottl.regex.Automaton;
import dev.weir.ottl.regex.Automaton.Answer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A regular expression in RE2 syntax, whose time is linear in the text. Not anchored.
public final class Regex {
  private final Pattern pattern;

  /// Much faster, for expressions that it knows.
  private final @Nullable Automaton automaton;

  private Regex(Pattern pattern, @Nullable Automaton automaton) {
    this.pattern = pattern;
    this.automaton = automaton;
  }

  /// An expression, compiled.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the expression
  public static Regex of(String expression) {
    try {
      return new Regex(Pattern.compile(expression), Automaton.of(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression \"" + expression + "\": " + e.getDescription(), e);
    }
  }

  /// True if it occurs in the text.
  public boolean occursIn(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    Answer answer = ask(utf8, 0, utf8.length);
    return answer == Answer.UNKNOWN ? pattern.matcher(text).find() : answer == Answer.YES;
  }

  /// True if it occurs in a text in UTF-8.
  public boolean occursIn(byte[] utf8, int offset, int length) {
    Answer answer = ask(utf8, offset, length);
    return answer == Answer.UNKNOWN
        ? pattern.matcher(new String(utf8, offset, length, UTF_8)).find()
        : answer == Answer.YES;
  }

  private Answer ask(byte[] utf8, int offset, int length) {
    return automaton == null ? Answer.UNKNOWN : automaton.occursIn(utf8, offset, offset + length);
  }

  /// The text with every occurrence replaced by the template, in which `$1`, `$name` and `${name}`
  /// stand for groups and `$$` for a dollar sign.
  public String replaceAll(String text, String template) {
    return replaceAll(text, template, UnaryOperator.identity());
  }

  /// The text with every occurrence replaced by what `change` makes of the filled template.
  public String replaceAll(String text, String template, UnaryOperator<String> change) {
    Template filled = Template.of(template);
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      int start = matcher.start();
      int end = matcher.end();
      // an empty match right behind a match is none
      if (end > copied || start == 0) {
        out.append(text, copied, start).append(change.apply(filled.fill(matcher)));
        copied = end;
      }
      from = end > start ? end : start + characters(text, start);
    }
    return out.append(text, copied, text.length()).toString();
  }

  Matcher matcher(String text) {
    return pattern.matcher(text);
  }

  private static int characters(String text, int at) {
    return at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
  }
}
