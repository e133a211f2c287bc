package dev.weir.collector.helper.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.common.AnyValueView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  /// As the Collector prints them.
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.0, 1",
    "-1.5, -1.5",
    "100, 100",
    "123456789.125, 123456789.125",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "-1.25e-10, -1.25e-10",
    "0.1, 0.1",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
  })
  void double_isWrittenAsInEcmaScript(double value, String text) {
    assertThat(text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "1.5, 1.5",
    "1e21, 1000000000000000000000",
    "1e-7, 0.0000001",
    "Infinity, +Inf",
    "NaN, NaN"
  })
  void plainNumber_hasNoExponent(double value, String text) {
    assertThat(ValueText.plainNumber(value)).isEqualTo(text);
  }

  @Test
  void anyDouble_readsBackAsItself() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value)) {
        assertThat(Double.parseDouble(ValueText.number(value)))
            .as("seed %d", seed)
            .isEqualTo(value);
      }
    }
  }

  @Test
  void scalars_areWrittenAsTheyAre() {
    assertThat(text("a \"b\"")).isEqualTo("a \"b\"");
    assertThat(text(true)).isEqualTo("true");
    assertThat(text(-12L)).isEqualTo("-12");
    assertThat(text(null)).isEmpty();
    assertThat(text(new byte[] {1, 2, 3})).isEqualTo("AQID");
  }

  @Test
  void listsAndMaps_areJsonWithSortedKeys() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Arrays.asList(1, null, 1.5, true));
    map.put("a", Map.of("q\"", "1\n\u0001"));

    assertThat(text(map)).isEqualTo("{\"a\":{\"q\\\"\":\"1\\n\\u0001\"},\"z\":[1,null,1.5,true]}");
    assertThat(text(List.of())).isEqualTo("[]");
    assertThat(text(List.of("<&>\u2028", new byte[] {1}))).isEqualTo("[\"<&>\\u2028\",\"AQ==\"]");
  }

  private static String text(@Nullable Object value) {
    byte[] bytes = TestData.value(value).toByteArray();
    return ValueText.of(new AnyValueView().wrap(bytes, 0, bytes.length));
  }
}
