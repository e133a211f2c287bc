package dev.weir.otlp.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.otlp.Signal;
import dev.weir.otlp.ViewOracle;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.Arrays;
import java.util.List;

/// Views and edits of any bytes end, read nothing around them and leave them as they are; and an
/// edit of bytes that the scan accepts gives bytes that it accepts.
///
/// The build replays the corpus beside this class's resources; `./mvnw test -Pfuzz -pl otlp -am`
/// searches for ten minutes.
class ViewFuzzTest {
  private static final List<Signal> SIGNALS =
      List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS, Signal.PROFILES);
  private static final byte[] KEY = "fuzzed".getBytes(UTF_8);
  private static final EncodedValue VALUE = EncodedValue.of("x".repeat(40));

  /// The first byte chooses signal and level, the others are the request.
  @FuzzTest(maxDuration = "10m")
  void readAndEdit(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] before = input.clone();
    Signal signal = SIGNALS.get(input[0] & 3);
    List<Level> levels = Arrays.stream(Level.values()).filter(level -> level.isIn(signal)).toList();
    Level level = levels.get((input[0] >> 2 & 7) % levels.size());
    ByteRange request = new ByteRange(input, 1, input.length - 1);
    int items = scan(signal, request);
    try {
      ViewOracle.print(ViewOracle.view(signal).wrap(request), new StringBuilder());
      checkEdits(signal, level, request, items);
    } catch (MalformedOtlpException refused) {
      assertThat(items).as("accepted by the scan, but refused: " + refused).isNegative();
    }
    assertThat(input).isEqualTo(before);
  }

  private static void checkEdits(Signal signal, Level level, ByteRange request, int items) {
    int[] shown = {0};
    ByteRange added =
        RequestEditor.edit(
            signal,
            request,
            level,
            item -> {
              shown[0]++;
              item.attributes().upsert(KEY, VALUE);
            });
    assertThat(added == request || shown[0] > 0).isTrue();
    ByteRange removed =
        RequestEditor.edit(signal, added, level, item -> item.attributes().delete(KEY));
    if (items >= 0) {
      assertThat(scan(signal, added)).isEqualTo(items);
      assertThat(scan(signal, removed)).isEqualTo(items);
    }
  }

  /// The items of a request, or -1 if the scan refuses it.
  private static int scan(Signal signal, ByteRange request) {
    try {
      return OtlpScan.scan(signal, request.buffer(), request.offset(), request.length()).items();
    } catch (MalformedOtlpException e) {
      return -1;
    }
  }
}
