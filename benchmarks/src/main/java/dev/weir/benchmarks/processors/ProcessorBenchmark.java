package dev.weir.benchmarks.processors;

import dev.weir.benchmarks.Payloads;
import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.processors.attributes.ActionConfig;
import dev.weir.collector.processors.attributes.ActionType;
import dev.weir.collector.processors.attributes.AttributesConfig;
import dev.weir.collector.processors.attributes.AttributesFactory;
import dev.weir.collector.processors.resource.ResourceConfig;
import dev.weir.collector.processors.resource.ResourceFactory;
import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Processors that change or look at every item, per item.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessorBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;

  private final Batch[] spans = new Batch[REQUESTS];
  private final Batch[] points = new Batch[REQUESTS];
  private final Sink sink = new Sink();
  private final Processor insert = attributes(null, action(ActionType.UPSERT, "environment"));
  private final Processor update = attributes(null, action(ActionType.UPSERT, "http.route"));
  private final Processor nothing = attributes(null, action(ActionType.DELETE, "missing"));
  private final Processor points1 =
      attributes(Signal.METRICS, null, action(ActionType.UPSERT, "environment"));
  private final Processor selected =
      attributes(names(MatchType.STRICT), action(ActionType.UPSERT, "environment"));
  private final Processor found =
      attributes(names(MatchType.REGEXP), action(ActionType.UPSERT, "environment"));
  private final Processor hash =
      attributes(
          null, new ActionConfig("http.route", null, null, "", "", "", null, ActionType.HASH));
  private final Processor resource =
      new ResourceFactory()
          .create(
              new ResourceConfig(List.of(action(ActionType.UPSERT, "environment"))),
              Signal.TRACES,
              new TestContext(),
              sink);
  private int next;

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      spans[i] = Batch.of(Signal.TRACES, Payloads.request(Signal.TRACES, ITEMS, i), ITEMS);
      points[i] = Batch.of(Signal.METRICS, Payloads.request(Signal.METRICS, ITEMS, i), ITEMS);
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch upsertThatAdds() {
    return through(insert, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch upsertThatReplaces() {
    return through(update, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch upsertOnDataPoints() {
    return through(points1, points);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch deleteThatFindsNothing() {
    return through(nothing, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch includeThatSelectsNothing() {
    return through(selected, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch includeByExpression() {
    return through(found, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch hashOfOneAttribute() {
    return through(hash, spans);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Batch resourceUpsert() {
    return through(resource, spans);
  }

  private Batch through(Processor processor, Batch[] batches) {
    next = (next + 1) % REQUESTS;
    processor.consume(batches[next]);
    return sink.last;
  }

  private Processor attributes(@Nullable MatchConfig include, ActionConfig action) {
    return attributes(Signal.TRACES, include, action);
  }

  private Processor attributes(Signal signal, @Nullable MatchConfig include, ActionConfig action) {
    return new AttributesFactory()
        .create(
            new AttributesConfig(include, null, List.of(action)), signal, new TestContext(), sink);
  }

  private static ActionConfig action(ActionType type, String key) {
    Object value = type == ActionType.DELETE ? null : "production";
    return new ActionConfig(key, value, null, "", "", "", null, type);
  }

  private static MatchConfig names(MatchType type) {
    return new MatchConfig(
        type,
        null,
        List.of(),
        List.of("^none of them$"),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static final class Sink implements Consumer {
    private Batch last = Batch.of(Signal.TRACES, new byte[0], 0);

    @Override
    public void consume(Batch batch) {
      last = batch;
    }
  }
}
