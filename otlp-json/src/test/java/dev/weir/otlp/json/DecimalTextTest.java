package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalTextTest {

  /// The texts are what Go prints.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          0 0
          -0 -0
          1 1
          -1 -1
          0.1 0.1
          1e-06 0.000001
          9.99e-07 9.99e-07
          1e-07 1e-07
          1.5e-07 1.5e-07
          1e+20 100000000000000000000
          1e+21 1e+21
          1.5e+21 1.5e+21
          1.2345678901234568e+20 123456789012345680000
          1.7976931348623157e+308 1.7976931348623157e+308
          -1.7976931348623157e+308 -1.7976931348623157e+308
          1.234e-06 0.000001234
          123456.789 123456.789
          9.007199254740992e+15 9007199254740992
          1e+16 10000000000000000
          0.3333333333333333 0.3333333333333333
          100 100
          1.2e+31 1.2e+31
          1e-100 1e-100
          2.99792458e+08 299792458
          0.30000000000000004 0.30000000000000004
          1.5e-323 1.5e-323
          """)
  void text_isTheCollectors(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @Test
  void anyDouble_readsBackAsItself() {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(text(value))).as("seed %d", seed).isEqualTo(value);
      }
    }
  }

  private static String text(double value) {
    byte[] target = new byte[2 + DecimalText.MAX_LENGTH];
    int end = new DecimalText().write(value, target, 2);
    return new String(target, 2, end - 2, US_ASCII);
  }
}
