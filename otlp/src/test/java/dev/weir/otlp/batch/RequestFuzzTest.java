package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import dev.weir.otlp.scan.Utf8Repair;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.List;

/// Any bytes are either refused by the scan, or read alike by the official classes, and then no
/// operation loses or invents an item.
///
/// The build replays the corpus beside this class's resources; `./mvnw test -Pfuzz -pl otlp -am`
/// searches for ten minutes.
class RequestFuzzTest {
  private static final List<Signal> SIGNALS =
      List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS, Signal.PROFILES);

  /// The first byte chooses the signal and the limits, the others are the request.
  @FuzzTest(maxDuration = "10m")
  void scanAndDivide(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Signal signal = SIGNALS.get(input[0] & 3);
    ScanResult result;
    try {
      result = OtlpScan.scan(signal, input, 1, input.length - 1);
    } catch (MalformedOtlpException refused) {
      assertThat(refused.offset()).isBetween(0, input.length - 1);
      return;
    }
    ByteRange request = new ByteRange(input, 1, input.length - 1);
    if (result.invalidStrings() > 0) {
      request = ByteRange.of(Utf8Repair.repair(signal, request));
    }
    assertThat(itemsForTheOfficialClasses(signal, request)).isEqualTo(result.items());
    divide(signal, request, result.items(), 1 + (input[0] & 0xFF) / 4);
    if (signal == Signal.PROFILES && ProfilesMerge.isPossible(request)) {
      ByteRange twice = ProfilesMerge.of(List.of(request, request));
      assertThat(scan(signal, twice)).isEqualTo(2 * result.items());
      assertThat(itemsForTheOfficialClasses(signal, twice)).isEqualTo(2 * result.items());
    }
  }

  private static void divide(Signal signal, ByteRange request, int items, int limit) {
    assertThat(sum(signal, Splitter.byItems(signal, request, limit))).isEqualTo(items);
    assertThat(sum(signal, Splitter.byBytes(signal, request, limit * 16))).isEqualTo(items);

    List<Group> groups =
        Partitioner.partition(signal, request, (buffer, offset, length) -> length % 3);
    assertThat(groups.stream().mapToInt(each -> scan(signal, each.bytes())).sum()).isEqualTo(items);

    Group odd = ItemFilter.keep(signal, request, (buffer, offset, length) -> length % 2 == 1);
    Group even = ItemFilter.keep(signal, request, (buffer, offset, length) -> length % 2 == 0);
    assertThat(scan(signal, odd.bytes()) + scan(signal, even.bytes())).isEqualTo(items);
  }

  private static int sum(Signal signal, List<Part> parts) {
    return parts.stream().mapToInt(part -> scan(signal, part.bytes())).sum();
  }

  private static int scan(Signal signal, ByteRange bytes) {
    return OtlpScan.scan(signal, bytes.buffer(), bytes.offset(), bytes.length()).items();
  }

  private static int itemsForTheOfficialClasses(Signal signal, ByteRange request) {
    try {
      return Requests.items(
          Requests.parse(signal, request.buffer(), request.offset(), request.length()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("accepted, but refused by the official classes", e);
    }
  }
}
