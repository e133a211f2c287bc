package dev.weir.collector.helper.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// zlib and the system's libdeflate read each other. Where that library is missing, there is only
/// zlib, and [CompressionTest] is all that can be run.
class LibdeflateTest {
  private static final Deflation DEFLATION = new Deflation(true);
  private static final Inflation INFLATION = new Inflation(true);

  static IntStream sizes() {
    return IntStream.of(0, 1, 2, 100, 65_535, 300_000, (8 << 20) + 1);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void zlib_readsItself(int size) {
    byte[] sample = sample(size);
    assertThat(readByZlib(DEFLATION.deflateInSteps(ByteRange.of(sample), 1, 3, 5), size))
        .isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void eachReadsWhatTheOtherWrote(int size) {
    assumeThat(Libdeflate.INSTANCE).isNotNull();
    byte[] sample = sample(size);
    assertThat(readByZlib(DEFLATION.deflate(ByteRange.of(sample), 6, 3, 5), size))
        .isEqualTo(sample);
    byte[] byZlib = DEFLATION.deflateInSteps(ByteRange.of(sample), 6, 3, 5);
    Output out = new Output("gzip", size, size);
    assertThat(INFLATION.inflate(byZlib, 3, byZlib.length, out)).isEqualTo(byZlib.length - 5);
    assertThat(Arrays.copyOf(out.bytes, out.length)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void noise_isWrittenThoughItGrows(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    assertThat(readByZlib(DEFLATION.deflate(ByteRange.of(noise), 1, 3, 5), size)).isEqualTo(noise);
  }

  /// A stream that stands between 3 other bytes and 5.
  private static byte[] readByZlib(byte[] deflated, int size) {
    Output out = new Output("gzip", size, size);
    int end = INFLATION.inflateInSteps(deflated, 3, deflated.length, out);
    assertThat(end).isEqualTo(deflated.length - 5);
    return Arrays.copyOf(out.bytes, out.length);
  }

  private static byte[] sample(int size) {
    byte[] sample = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      sample[i] = (byte) ('a' + random.nextInt(1 + i % 7));
    }
    return sample;
  }
}
