package dev.weir.collector.engine;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Small components of every kind, which a test drives and looks into:
///
/// - receiver `push`: what the test pushes goes into the pipelines
/// - processors `pass`; `fail`, which throws [#thrown]; `hold`, which keeps batches until shutdown
///   and does not like metrics; `spans`, for traces alone
/// - exporter `sink`: a [RecordingConsumer] by id and signal
/// - connectors `link`, from each signal to the same, and `count`, from traces to metrics
/// - extension `ext`
public final class TestComponents {
  /// The settings of all of them.
  public record NoConfig() implements ComponentConfig {}

  private static final NoConfig NO_CONFIG = new NoConfig();
  private static final Map<Signal, Stability> ALL =
      Map.of(
          Signal.TRACES, Stability.STABLE,
          Signal.METRICS, Stability.STABLE,
          Signal.LOGS, Stability.STABLE);

  /// Starts and stops, such as `start sink`, in order.
  public final List<String> events = new CopyOnWriteArrayList<>();

  /// Ids of components whose start fails with [#thrown].
  public final List<String> failing = new CopyOnWriteArrayList<>();

  public volatile Throwable thrown = new IllegalStateException("the test throws");

  private final Map<String, ReceiverContext> receivers = new ConcurrentHashMap<>();
  private final Map<String, RecordingConsumer> sinks = new ConcurrentHashMap<>();
  private final Map<String, ComponentContext> contexts = new ConcurrentHashMap<>();

  public ComponentFactories factories() {
    return ComponentFactories.of(
        new PushFactory(),
        new ProcessorOf("pass", ALL, (context, next) -> new Pass(context, next)),
        new ProcessorOf("fail", ALL, (context, next) -> new Fail(context, next)),
        new ProcessorOf("hold", ALL, (context, next) -> new Hold(context, next)),
        new ProcessorOf(
            "spans",
            Map.of(Signal.TRACES, Stability.STABLE),
            (context, next) -> new Pass(context, next)),
        new SinkFactory(),
        new LinkFactory(),
        new CountFactory(),
        new ExtFactory());
  }

  /// The way in: the consumer of a receiver.
  public Consumer into(String receiver, Signal signal) {
    ReceiverContext context = Objects.requireNonNull(receivers.get(receiver), receiver);
    return Objects.requireNonNull(context.consumer(signal, "test"), receiver + " " + signal);
  }

  public ReceiverContext receiver(String id) {
    return Objects.requireNonNull(receivers.get(id), id);
  }

  /// What an exporter got of a signal.
  public RecordingConsumer sink(String exporter, Signal signal) {
    return sinks.computeIfAbsent(exporter + " " + signal, key -> new RecordingConsumer());
  }

  /// What a component was given, of the instance made last under that id.
  public ComponentContext context(String id) {
    return Objects.requireNonNull(contexts.get(id), id);
  }

  /// Notes starts and stops.
  private abstract class Noted implements Component {
    private final String id;

    private Noted(ComponentContext context) {
      id = context.id().toString();
      contexts.put(id, context);
    }

    @Override
    public void start() {
      events.add("start " + id);
      if (failing.contains(id)) {
        throwThrown();
      }
    }

    @Override
    public void shutdown(Deadline deadline) {
      events.add("stop " + id);
    }
  }

  private void throwThrown() {
    switch (thrown) {
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private final class PushFactory implements ReceiverFactory<NoConfig> {
    @Override
    public String type() {
      return "push";
    }

    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public Map<Signal, Stability> signals() {
      return ALL;
    }

    @Override
    public Receiver create(NoConfig config, ReceiverContext context) {
      receivers.put(context.id().toString(), context);
      return new Push(context);
    }
  }

  private final class Push extends Noted implements Receiver {
    private Push(ReceiverContext context) {
      super(context);
    }
  }

  @FunctionalInterface
  private interface MakeProcessor {
    Processor make(ComponentContext context, Consumer next);
  }

  private record ProcessorOf(String type, Map<Signal, Stability> signals, MakeProcessor make)
      implements ProcessorFactory<NoConfig> {
    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public void validate(NoConfig config, Signal signal, Problems problems) {
      if (type.equals("hold") && signal == Signal.METRICS) {
        problems.add("size", 7, "less for metrics");
      }
    }

    @Override
    public Processor create(
        NoConfig config, Signal signal, ComponentContext context, Consumer next) {
      return make.make(context, next);
    }
  }

  private final class Pass extends Noted implements Processor {
    private final Consumer next;

    private Pass(ComponentContext context, Consumer next) {
      super(context);
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      next.consume(batch);
    }

    @Override
    public boolean mayBlock() {
      return next.mayBlock();
    }
  }

  private final class Fail extends Noted implements Processor {
    private Fail(ComponentContext context, Consumer next) {
      super(context);
      Objects.requireNonNull(next);
    }

    @Override
    public void consume(Batch batch) {
      throwThrown();
    }
  }

  private final class Hold extends Noted implements Processor {
    private final ComponentContext context;
    private final Consumer next;
    private final Queue<Batch> held = new ConcurrentLinkedQueue<>();

    private Hold(ComponentContext context, Consumer next) {
      super(context);
      this.context = context;
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      held.add(batch);
    }

    @Override
    public void shutdown(Deadline deadline) {
      super.shutdown(deadline);
      for (Batch batch = held.poll(); batch != null; batch = held.poll()) {
        try {
          next.consume(batch);
        } catch (RuntimeException e) {
          context.losses().lost(batch.signal(), batch.items(), "shutdown", e.toString());
        }
      }
    }
  }

  private final class SinkFactory implements ExporterFactory<NoConfig> {
    @Override
    public String type() {
      return "sink";
    }

    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public Map<Signal, Stability> signals() {
      return ALL;
    }

    @Override
    public Exporter create(NoConfig config, Signal signal, ComponentContext context) {
      return new Sink(context, signal, sink(context.id().toString(), signal));
    }
  }

  private final class Sink extends Noted implements Exporter {
    private final ComponentContext context;
    private final Signal signal;
    private final RecordingConsumer into;

    private Sink(ComponentContext context, Signal signal, RecordingConsumer into) {
      super(context);
      this.context = context;
      this.signal = signal;
      this.into = into;
    }

    @Override
    public void consume(Batch batch) {
      into.consume(batch);
      context
          .telemetry()
          .counter(
              "otelcol_exporter_sent_" + signal.items(),
              "Sent",
              "",
              context.telemetry().componentLabels())
          .add(batch.items());
    }

    @Override
    public boolean mayBlock() {
      return into.mayBlock();
    }
  }

  private final class LinkFactory implements ConnectorFactory<NoConfig> {
    @Override
    public String type() {
      return "link";
    }

    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public Map<Path, Stability> paths() {
      return Map.of(
          new Path(Signal.TRACES, Signal.TRACES), Stability.STABLE,
          new Path(Signal.LOGS, Signal.LOGS), Stability.STABLE);
    }

    @Override
    public Connector create(NoConfig config, Signal from, ConnectorContext context) {
      return new Link(context, context.fanOut(from));
    }
  }

  private final class Link extends Noted implements Connector {
    private final Consumer next;

    private Link(ConnectorContext context, Consumer next) {
      super(context);
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      next.consume(batch);
    }
  }

  private final class CountFactory implements ConnectorFactory<NoConfig> {
    @Override
    public String type() {
      return "count";
    }

    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public Map<Path, Stability> paths() {
      return Map.of(new Path(Signal.TRACES, Signal.METRICS), Stability.STABLE);
    }

    @Override
    public Connector create(NoConfig config, Signal from, ConnectorContext context) {
      return new Count(context);
    }
  }

  private final class Count extends Noted implements Connector {
    private final ConnectorContext context;

    private Count(ConnectorContext context) {
      super(context);
      this.context = context;
    }

    @Override
    public void consume(Batch batch) {
      context.fanOut(Signal.METRICS).consume(TestData.batch(Signal.METRICS, 1));
    }
  }

  private final class ExtFactory implements ExtensionFactory<NoConfig> {
    @Override
    public String type() {
      return "ext";
    }

    @Override
    public NoConfig defaultConfig() {
      return NO_CONFIG;
    }

    @Override
    public Stability stability() {
      return Stability.STABLE;
    }

    @Override
    public Extension create(NoConfig config, ExtensionContext context) {
      return new Ext(context);
    }
  }

  private final class Ext extends Noted implements Extension {
    private Ext(ExtensionContext context) {
      super(context);
    }
  }
}
