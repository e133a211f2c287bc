package dev.weir.collector.helper.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.common.AnyValueView;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfiguredValueTest {

  @Test
  void everyKind_isEncodedAsTheOfficialClassesDo() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("nested", Arrays.asList("text", null, List.of()));
    map.put("empty", Map.of());
    for (Object value :
        Arrays.asList(null, "käse", "", true, false, 0, -1, 1L << 40, 1.5, map, new byte[] {7})) {
      assertThat(encoded(value)).isEqualTo(TestData.value(value).toByteArray());
    }
  }

  @Test
  void unsignedLong_keepsItsBits() {
    assertThat(encoded(BigInteger.TWO.pow(64).subtract(BigInteger.ONE)))
        .isEqualTo(TestData.value(-1L).toByteArray());
  }

  @Test
  void valueThatOtlpLacks_isNamed() {
    assertThatThrownBy(() -> ConfiguredValue.of(Instant.EPOCH))
        .hasMessage(
            "1970-01-01T00:00:00Z (expected: a string, number, boolean, list or map, not Instant)");
  }

  @Test
  void equality_isOfKindAndValue() {
    assertThat(equal(1, 1L)).isTrue();
    assertThat(equal(1, 1.0)).isFalse();
    assertThat(equal("1", 1)).isFalse();
    assertThat(equal(Double.NaN, Double.NaN)).isFalse();
    assertThat(equal(null, null)).isTrue();
    assertThat(equal(new byte[] {1}, new byte[] {1})).isTrue();
    assertThat(equal(List.of(1, "a"), List.of(1, "a"))).isTrue();
    assertThat(equal(List.of(1, "a"), List.of("a", 1))).isFalse();
    assertThat(equal(List.of(1), List.of(1, 2))).isFalse();
    assertThat(equal(map("a", 1, "b", 2), map("b", 2, "a", 1))).isTrue();
    assertThat(equal(map("a", 1, "b", 2), map("a", 1, "c", 2))).isFalse();
    assertThat(equal(map("a", 1, "b", 2), Map.of("a", 1))).isFalse();
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b) {
    return ValueEquality.equal(
        new AnyValueView().wrap(ConfiguredValue.of(a)),
        new AnyValueView().wrap(ConfiguredValue.of(b)));
  }

  private static Map<String, Object> map(String a, Object b, String c, Object d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(a, b);
    map.put(c, d);
    return map;
  }

  private static byte[] encoded(@Nullable Object value) {
    return ConfiguredValue.of(value).buffer();
  }
}
