package dev.weir.ottl.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static final int TEN_MEGABYTES = 10 << 20;

  static LongStream seeds() {
    return new Random(Long.getLong("weir.seed", 20260101)).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void printedTree_readsToTheSameText(long seed) {
    String once = Printer.print(new RandomTrees(new Random(seed)).statement());
    String twice = Printer.print(Parser.statement(once));
    assertThat(twice).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set(a, b)",
        "set(span.attributes[\"x\"][0], 1) where not (a == 1 or b != 2) and IsMatch(c, \"d\")",
        "set(a, -1) where (1 + 2) * 3 > 4",
        "set(a, 1 + b * (2 - c) / D(e)[\"f\"])",
        "set(a, {\"b\": [1, 2.5, nil], \"c\": {}})",
        "set(a, Filter(b, (k, _) => k == \"x\" and true))",
        "set(a, Reduce(b, (acc, v) => acc + v, 0))",
        "set(a, When((x) => not IsInt(x)))",
        "set(a, 0x0aff)",
        "set(name = a, value = ToUpperCase)",
        "set(a, b) where (IsInt(c))",
        "set(a, b) where ((a) == (b))",
        "set(a, b[c][d[0] + 1])"
      })
  void everyForm_isRead(String text) {
    String once = Printer.print(Parser.statement(text));
    assertThat(Printer.print(Parser.statement(once))).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set(a, b where c | found \"where\" (expected: \",\" or \")\")",
        "set(a, b) wher c | found \"wher\"",
        "set(a, b) where c = 1 | found \"=\" (expected: ==, !=, <, <=, > or >=)",
        "set(a, 'b') | found \"'\"",
        "Set(a, b) | converter Set",
        "set(set(a, b), c) | editor set (expected: a converter",
        "set(a, b)[\"c\"] | key behind editor set",
        "set(a, 99999999999999999999) | int 99999999999999999999",
        "set(a, \"b | string without an end",
        "set(a, \"\\d\") | escape \\d",
        "set(a, {b: 1}) | a string as key",
        "set(a, \"b\" + \"c\") | found \"+\"",
        "set(a.B, 1) | a field in small letters",
        "set(a, 1e3) | found \"e3\"",
        "set(a[], 1) | found \"]\"",
      })
  void text_thatIsNoStatement_isRefusedWithWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> Parser.statement(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining(message);
  }

  @Test
  void message_showsThePlace() {
    assertThat(SyntaxException.show("set(a, b", 8, "found the end"))
        .isEqualTo("found the end\n    set(a, b\n            ^");
  }

  @Test
  void statementOfTenMegabytes_isReadOrRefusedWithAShortMessage() {
    String list = "1, ".repeat(TEN_MEGABYTES / 3) + "1";
    assertThat(Parser.statement("set(a, [" + list + "])").editor().arguments()).hasSize(2);
    String sum = "1 + ".repeat(TEN_MEGABYTES / 8) + "1";
    assertThat(Parser.statement("set(a, " + sum + ")").editor().arguments()).hasSize(2);
    String text = "x".repeat(TEN_MEGABYTES);
    assertThatThrownBy(() -> Parser.statement(text))
        .isInstanceOfSatisfying(
            SyntaxException.class,
            e ->
                assertThat(SyntaxException.show(text, e.at(), String.valueOf(e.getMessage())))
                    .hasSizeLessThan(500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{\"a\": ", "A(", "not (", "a[", "-(", "(x) => "})
  void deepNesting_isRefused(String opening) {
    String text = "set(a, b) where " + opening.repeat(100_000);
    assertThatThrownBy(() -> Parser.statement(text)).isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> Parser.statement("set(a, " + opening.repeat(100_000)))
        .isInstanceOf(SyntaxException.class);
  }
}
