package dev.weir.benchmarks.otlp;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Concatenation;
import dev.weir.otlp.batch.Group;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.Part;
import dev.weir.otlp.batch.Partitioner;
import dev.weir.otlp.batch.Splitter;
import dev.weir.otlp.batch.TraceIdGroups;
import dev.weir.otlp.batch.TraceIdKey;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole-request operations on scanned requests, per item. Reading a request once costs a walk;
/// what comes on top is mostly the copy of the bytes, which `concatenate` shows alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;
  private static final int SMALL = 20;

  private final List<ByteRange> traces = new ArrayList<>();
  private final List<ByteRange> metrics = new ArrayList<>();
  private final List<ByteRange> small = new ArrayList<>();
  private int next;

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      traces.add(ByteRange.of(Payloads.request(Signal.TRACES, ITEMS, i)));
      metrics.add(ByteRange.of(Payloads.request(Signal.METRICS, ITEMS, i)));
      small.add(ByteRange.of(Payloads.request(Signal.TRACES, SMALL, i)));
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Group> partitionByTraceIdInto4() {
    return Partitioner.partition(Signal.TRACES, next(traces), TraceIdKey.into(Signal.TRACES, 4));
  }

  @Benchmark
  @OperationsPerInvocation(SMALL)
  public List<Group> partitionSmallByTraceIdInto4() {
    return Partitioner.partition(Signal.TRACES, next(small), TraceIdKey.into(Signal.TRACES, 4));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Group> partitionByTrace() {
    return Partitioner.partition(Signal.TRACES, next(traces), new TraceIdGroups(Signal.TRACES));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Part> splitTracesBy100Items() {
    return Splitter.byItems(Signal.TRACES, next(traces), 100);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Part> splitTracesBy64KiB() {
    return Splitter.byBytes(Signal.TRACES, next(traces), 64 * 1024);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Part> splitMetricsBy100Items() {
    return Splitter.byItems(Signal.METRICS, next(metrics), 100);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Group filterHalfOfTheSpans() {
    return ItemFilter.keep(
        Signal.TRACES, next(traces), (buffer, offset, length) -> (buffer[offset + 2] & 1) == 0);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS * SMALL)
  public ByteRange concatenateSmallTraces() {
    return Concatenation.of(Signal.TRACES, small);
  }

  private ByteRange next(List<ByteRange> requests) {
    next = (next + 1) % REQUESTS;
    return requests.get(next);
  }
}
