package dev.weir.benchmarks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.TracesView;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reading items of 10 attributes in place, per item. `walk` only finds the items and their fields;
/// the others read on top of that.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ViewBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;

  private static final byte[] FIFTH = "http.response.status_code".getBytes(UTF_8);
  private static final byte[] NINTH = "client.address".getBytes(UTF_8);
  private static final byte[] MISSING = "does.not.exist".getBytes(UTF_8);

  private final TracesView traces = new TracesView();
  private final LogsView logs = new LogsView();
  private byte[][] traceRequests = {};
  private byte[][] logRequests = {};
  private int next;

  @Setup
  public void setUp() {
    traceRequests = Payloads.requests(Signal.TRACES, ITEMS, REQUESTS);
    logRequests = Payloads.requests(Signal.LOGS, ITEMS, REQUESTS);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long walk() {
    return spans(SpanView::length);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long idTimesAndStatus() {
    return spans(ViewBenchmark::idTimesAndStatus);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long idTimesStatusAndFifthAttribute() {
    return spans(span -> idTimesAndStatus(span) + span.attributes().intValue(FIFTH, 0));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long ninthAttribute() {
    return spans(span -> length(span.attributes().find(NINTH)));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long missingAttribute() {
    return spans(span -> length(span.attributes().find(MISSING)));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long severityOfLogRecords() {
    byte[] request = logRequests[next++ % REQUESTS];
    long sum = 0;
    ResourceLogsView resource = logs.wrap(request, 0, request.length).resourceLogs();
    while (resource.next()) {
      ScopeLogsView scope = resource.scopeLogs();
      while (scope.next()) {
        LogRecordView record = scope.logRecords();
        while (record.next()) {
          sum += record.severityNumber();
        }
      }
    }
    return sum;
  }

  private long spans(ToLongFunction<SpanView> read) {
    byte[] request = traceRequests[next++ % REQUESTS];
    long sum = 0;
    ResourceSpansView resource = traces.wrap(request, 0, request.length).resourceSpans();
    while (resource.next()) {
      ScopeSpansView scope = resource.scopeSpans();
      while (scope.next()) {
        SpanView span = scope.spans();
        while (span.next()) {
          sum += read.applyAsLong(span);
        }
      }
    }
    return sum;
  }

  private static long idTimesAndStatus(SpanView span) {
    return span.traceId().longAt(0)
        + span.endTimeUnixNano()
        - span.startTimeUnixNano()
        + span.status().code();
  }

  private static long length(@Nullable AnyValueView value) {
    return value == null ? 0 : value.length();
  }
}
