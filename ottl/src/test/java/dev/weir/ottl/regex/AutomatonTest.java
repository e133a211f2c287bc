package dev.weir.ottl.regex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.ottl.regex.Automaton.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RE2/J is the oracle.
final class AutomatonTest {
  private static final List<String> ATOMS =
      List.of(
          "a", "b", "c", "ab", ".", "\\d", "\\w", "\\s", "\\W", "\\S", "\\D", "^", "$", "\\b",
          "\\B", "\\A", "\\z", "[abc]", "[^a]", "[a-c]", "[^\\d]", "[]a]", "[\\w-]", "[a-]", "\\n",
          "\\.", "-", "\\x41", "\\x{42}", "é", "[é-ü]", "[^é]", "\\Q.\\E", "(?i)", "(?s)", "(?m)",
          "(?-i)", "", "A", "_", " ", "{", "a{2}", "{,3}", "1");
  private static final List<String> REPEATS =
      List.of("", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?");
  private static final String ALPHABET = "aabbcABC1 _-.\n{é";

  @Test
  void anyExpressionOnAnyText_isAnsweredAsRe2Does() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int known = 0;
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String expression = expression(random, 3);
      Pattern pattern;
      try {
        pattern = Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        continue;
      }
      Automaton automaton = Automaton.of(expression);
      for (int j = 0; automaton != null && j < 8; j++) {
        String text = text(random);
        Answer answer = ask(automaton, text);
        boolean expected = pattern.matcher(text).find();
        if (answer != Answer.UNKNOWN) {
          assertThat(answer == Answer.YES)
              .as("seed %d: %s in %s", seed, expression, text)
              .isEqualTo(expected);
          known++;
          found += expected ? 1 : 0;
        }
      }
    }
    assertThat(known).isGreaterThan(20_000);
    assertThat(found).isBetween(known / 20, known - known / 20);
  }

  @ParameterizedTest
  @CsvSource({
    "(?i)timed? ?out, Connection TimeOut after 3 s, YES",
    "^GET /api/v[0-9]+/, GET /api/v12/orders, YES",
    "^GET /api/v[0-9]+/, POST then GET /api/v12/orders, NO",
    "health(z|check)$, /healthz, YES",
    "health(z|check)$, /healthz?full, NO",
    "\\berror\\b, an error: none, YES",
    "\\berror\\b, terrors, NO",
    "(?m)^b$, abc, NO",
    "'x{3,}', xxxx, YES",
    "'x{3,}', xx, NO"
  })
  void expressionsOfEveryDay_areAnswered(String expression, String text, Answer answer) {
    Automaton automaton = known(expression);
    assertThat(ask(automaton, text)).isEqualTo(answer);
  }

  @Test
  void textBeyondAscii_isNotKnownUnlessFoundBefore() {
    Automaton automaton = known("b");
    assertThat(ask(automaton, "aé")).isEqualTo(Answer.UNKNOWN);
    assertThat(ask(automaton, "abé")).isEqualTo(Answer.YES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\pL", "\\p{Greek}", "[[:alpha:]]", "(?i)é", "\\C", "(a{500}){3}"})
  void expressionThatIsNotKnown_hasNoAutomaton(String expression) {
    assertThat(Automaton.of(expression)).isNull();
  }

  @Test
  void expressionWithTooManyStates_isGivenUp() {
    Automaton automaton = known("(a|b)*a(a|b){12}c");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    assertThat(ask(automaton, text.toString())).isEqualTo(Answer.UNKNOWN);
  }

  private static Automaton known(String expression) {
    return Objects.requireNonNull(Automaton.of(expression), expression);
  }

  private static Answer ask(Automaton automaton, String text) {
    byte[] utf8 = ("é" + text + "é").getBytes(UTF_8);
    return automaton.occursIn(utf8, 2, utf8.length - 2);
  }

  private static String expression(Random random, int depth) {
    StringBuilder out = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      String part =
          depth > 0 && random.nextInt(4) == 0
              ? group(random) + expression(random, depth - 1) + ")"
              : one(ATOMS, random);
      out.append(part).append(one(REPEATS, random));
      if (random.nextInt(8) == 0) {
        out.append('|');
      }
    }
    return out.toString();
  }

  private static String group(Random random) {
    return one(List.of("(", "(?:", "(?P<n>", "(?i:", "(?s:", "(?m:", "(?-i:"), random);
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    int length = random.nextInt(10);
    for (int i = 0; i < length; i++) {
      out.append(
          ALPHABET.charAt(random.nextInt(ALPHABET.length() - (random.nextInt(9) == 0 ? 0 : 1))));
    }
    return out.toString();
  }

  private static String one(List<String> options, Random random) {
    return options.get(random.nextInt(options.size()));
  }
}
