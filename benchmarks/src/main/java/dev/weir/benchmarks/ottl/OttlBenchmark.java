package dev.weir.benchmarks.ottl;

import dev.weir.benchmarks.Payloads;
import dev.weir.collector.api.Batch;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.StatusReporter;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.processors.filter.FilterConfig;
import dev.weir.collector.processors.filter.FilterFactory;
import dev.weir.collector.processors.transform.TransformConfig;
import dev.weir.collector.processors.transform.TransformFactory;
import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The `transform` and `filter` processors on spans and log records of 10 attributes each, per
/// item. Four requests take turns: what a collector has just scanned is in its caches.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OttlBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 4;

  private final Batch[] spans = new Batch[REQUESTS];
  private final Batch[] logs = new Batch[REQUESTS];
  private final Sink sink = new Sink();
  private int next;

  private final Processor condition =
      filter(Signal.TRACES, "span.attributes[\"http.response.status_code\"] == 12345");
  private final Processor resourceCondition =
      filter(
          Signal.TRACES, "span.kind != 99 and resource.attributes[\"service.name\"] == \"nobody\"");
  private final Processor resourceConditionAlone =
      filter(Signal.TRACES, "span.kind == 99", "resource.attributes[\"service.name\"] == \"x\"");
  private final Processor dropMost =
      filter(Signal.TRACES, "span.attributes[\"http.response.status_code\"] == 200");
  private final Processor severity = filter(Signal.LOGS, "log.severity_number < 0");
  private final Processor body = filter(Signal.LOGS, "IsMatch(log.body, \"timed? out|refused\")");
  private final Processor dropMostLogs =
      filter(
          Signal.LOGS,
          "log.severity_number < SEVERITY_NUMBER_WARN and not IsMatch(log.body, \"after 89[0-9] ms$\")");
  private final Processor set =
      transform(Signal.TRACES, "set(span.attributes[\"env\"], \"production\")");
  private final Processor replace =
      transform(Signal.TRACES, "set(span.attributes[\"url.scheme\"], \"http\")");
  private final Processor setWhere =
      transform(
          Signal.TRACES,
          "set(span.attributes[\"env\"], \"production\") where"
              + " span.attributes[\"http.response.status_code\"] == 500");
  private final Processor renameTwo =
      transform(
          Signal.LOGS,
          "set(log.attributes[\"a\"], log.attributes[\"thread.name\"])",
          "delete_key(log.attributes, \"thread.name\")",
          "set(log.attributes[\"b\"], log.attributes[\"code.function.name\"])",
          "delete_key(log.attributes, \"code.function.name\")");

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      spans[i] = Batch.of(Signal.TRACES, Payloads.request(Signal.TRACES, ITEMS, i), ITEMS);
      logs[i] = Batch.of(Signal.LOGS, Payloads.request(Signal.LOGS, ITEMS, i), ITEMS);
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch conditionOnAnAttribute() {
    return through(condition, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch conditionOnSpanAndResource() {
    return through(resourceCondition, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch conditionOnTheKind() {
    return through(resourceConditionAlone, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch dropMostSpans() {
    return through(dropMost, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch conditionOnTheSeverity() {
    return through(severity, logs);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch expressionOnTheBody() {
    return through(body, logs);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch dropMostLogs() {
    return through(dropMostLogs, logs);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch setThatAdds() {
    return through(set, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch setThatReplaces() {
    return through(replace, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch setWhereStatusIs500() {
    return through(setWhere, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch renameTwo() {
    return through(renameTwo, logs);
  }

  private Batch through(Processor processor, Batch[] batches) {
    next = (next + 1) % REQUESTS;
    processor.consume(batches[next]);
    return sink.last;
  }

  private Processor filter(Signal signal, String... conditions) {
    List<Object> spans = signal == Signal.TRACES ? List.of((Object[]) conditions) : List.of();
    List<Object> logs = signal == Signal.LOGS ? List.of((Object[]) conditions) : List.of();
    FilterConfig config =
        new FilterConfig(
            ErrorMode.PROPAGATE, spans, List.of(), logs, List.of(), null, null, null, null, null);
    return new FilterFactory().create(config, signal, new Context(new TestContext()), sink);
  }

  private Processor transform(Signal signal, String... statements) {
    List<Object> spans = signal == Signal.TRACES ? List.of((Object[]) statements) : List.of();
    List<Object> logs = signal == Signal.LOGS ? List.of((Object[]) statements) : List.of();
    TransformConfig config =
        new TransformConfig(ErrorMode.PROPAGATE, spans, List.of(), logs, List.of(), false);
    return new TransformFactory().create(config, signal, new Context(new TestContext()), sink);
  }

  /// A context that forgets what is dropped.
  private record Context(TestContext test) implements ComponentContext {
    @Override
    public ComponentId id() {
      return test.id();
    }

    @Override
    public BuildInfo build() {
      return test.build();
    }

    @Override
    public Map<String, String> resource() {
      return test.resource();
    }

    @Override
    public Log log() {
      return test.log();
    }

    @Override
    public Telemetry telemetry() {
      return test.telemetry();
    }

    @Override
    public MemoryBudget memory() {
      return test.memory();
    }

    @Override
    public StatusReporter status() {
      return test.status();
    }

    @Override
    public Losses losses() {
      return new Losses() {
        @Override
        public void lost(Signal signal, long items, String reason, String detail) {}

        @Override
        public void dropped(Signal signal, long items, String reason) {}
      };
    }

    @Override
    public <T> T extension(ComponentId id, Class<T> kind) {
      return test.extension(id, kind);
    }
  }

  private static final class Sink implements Consumer {
    private Batch last = Batch.of(Signal.TRACES, new byte[0], 0);

    @Override
    public void consume(Batch batch) {
      last = batch;
    }
  }
}
