package dev.weir.ottl.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.UnaryOperator;

/// A regular expression in RE2 syntax, whose time is linear in the text. Not anchored.
public final class Regex {
  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /// An expression, compiled.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the expression
  public static Regex of(String expression) {
    try {
      return new Regex(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression \"" + expression + "\": " + e.getDescription(), e);
    }
  }

  /// True if it occurs in the text.
  public boolean occursIn(String text) {
    return pattern.matcher(text).find();
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
