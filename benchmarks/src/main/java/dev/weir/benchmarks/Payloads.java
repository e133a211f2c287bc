package dev.weir.benchmarks;

import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Random;

/// Requests as busy services send them, encoded by the official classes: ids, paths, hosts, times
/// and messages differ from item to item, and every item has 10 attributes or so. The same
/// arguments make the same bytes.
public final class Payloads {
  /// Items in a request that the benchmarks use: a small sender's, two batchers', a large one's.
  public static final List<Integer> SIZES = List.of(20, 100, 512, 8192);

  private Payloads() {}

  /// A request of this many spans, data points or log records.
  public static byte[] request(Signal signal, int items, long seed) {
    Random random = new Random(seed);
    return switch (signal) {
      case TRACES -> TracePayload.request(items, random).toByteArray();
      case METRICS -> MetricPayload.request(items, random).toByteArray();
      case LOGS -> LogPayload.request(items, random).toByteArray();
      case PROFILES ->
          throw new IllegalArgumentException(
              "signal: profiles (expected: traces, metrics or logs)");
    };
  }

  /// Several different requests of the same size, so that a benchmark does not learn one by heart.
  public static byte[][] requests(Signal signal, int items, int count) {
    byte[][] requests = new byte[count][];
    for (int i = 0; i < count; i++) {
      requests[i] = request(signal, items, i);
    }
    return requests;
  }
}
