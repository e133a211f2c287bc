package dev.weir.collector.engine.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.collector.engine.config.yaml.YamlException.Fault;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

  @Test
  void valuesKnowWhereTheyStand() throws YamlException {
    YamlValue root = read("a:\n  - b: 1\n    c: [x, 'y']\n");

    assertThat(Mappings.position(root, "a::0::c")).hasToString("test.yaml:3:5");
    assertThat(Mappings.position(root, "a::0::c::1")).hasToString("test.yaml:3:12");
    assertThat(Mappings.position(root, "a::0::nothing::more")).hasToString("test.yaml:2:5");
  }

  @Test
  void lineThatStartsWithATab_saysSo() {
    Fault fault = faults("a:\n\tb: 1\n").getFirst();

    assertThat(fault.message()).isEqualTo("the line starts with a tab");
    assertThat(fault.position().line()).isEqualTo(2);
    assertThat(fault.hint()).contains("spaces");
  }

  @Test
  void duplicateKeys_areAllReportedWithTheFirstOnesLine() {
    List<Fault> faults = faults("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n");

    assertThat(faults)
        .extracting(Fault::message)
        .containsExactlyInAnyOrder(
            "mapping key \"a\" already defined at line 1",
            "mapping key \"d\" already defined at line 4");
  }

  @Test
  void aliasOfWhatHoldsIt_isRefused() {
    assertThat(faults("a: &a [1, *a]").getFirst().message()).contains("contains itself");
  }

  @Test
  void fewAliasesThatStandForMillions_areRefused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append(String.format("a%d: &a%d [", i, i));
      text.append(String.format("*a%d, ", i - 1).repeat(8)).append("x]\n");
    }

    assertThat(faults(text.toString()).getFirst().message()).contains("excessive aliasing");
  }

  @Test
  void hundredThousandBrackets_areRefused() {
    assertThat(faults("[".repeat(100_000)).getFirst().message()).contains("nested");
  }

  @Test
  void controlCharacter_isNamedWithItsPlace() {
    Fault fault = faults("a: 1\nb: x\u0007\n").getFirst();

    assertThat(fault.message()).contains("U+0007");
    assertThat(fault.position().line()).isEqualTo(2);
    assertThat(fault.position().column()).isEqualTo(5);
  }

  @Test
  void bracketThatIsNotClosed_saysWhatToLookFor() {
    assertThat(faults("a: {b: ${env:X}}").getFirst().hint()).contains("${...}");
  }

  @Test
  void emptyText_isNothing() throws YamlException {
    assertThat(read("").isNull()).isTrue();
    assertThat(read("# only a comment\n").isNull()).isTrue();
  }

  @Test
  void textOfMoreThanSixteenMebi_isRefused() {
    assertThat(faults("a".repeat(YamlReader.MAX_LENGTH + 1)).getFirst().message())
        .contains("characters long");
  }

  /// Whatever the text, there is a value or a fault, and never another exception.
  @Test
  void randomText_isReadOrRefused() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String[] pieces = {
      "a",
      ":",
      " ",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      ",",
      "\"",
      "'",
      "#",
      "&a",
      "*a",
      "<<",
      "!!int",
      "!",
      "|",
      ">",
      "%",
      "@",
      "\t",
      "${",
      "}",
      "1",
      "0x",
      ".",
      "?",
      "---",
      "...",
      "é",
      "\uD83D\uDE00",
      "\u2028",
      "~",
      "\\",
      ": ",
      "\n  ",
      "\n    ",
      "\r\n"
    };
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(30); n >= 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        read(text.toString());
      } catch (YamlException refused) {
        assertThat(refused.faults()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", text: " + text, e);
      }
    }
  }

  private static YamlValue read(String text) throws YamlException {
    return YamlReader.read(new Source("test.yaml", text));
  }

  private static List<Fault> faults(String text) {
    return catchThrowableOfType(YamlException.class, () -> read(text)).faults();
  }
}
