package dev.weir.collector.testkit;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.StartException;
import dev.weir.otlp.Signal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a component under test is given, whatever its kind. Everything that the component reports
/// can be read back. Configure it before the component is created.
public final class TestContext implements ReceiverContext, ConnectorContext, ExtensionContext {
  private final ComponentId id;
  private final TestLog log = new TestLog();
  private final TestTelemetry telemetry;
  private final TestMemory memory = new TestMemory();
  private final TestStatus status = new TestStatus();
  private final TestLosses losses = new TestLosses();
  private final TestHealth health = new TestHealth();
  private final Map<ComponentId, Object> extensions = new ConcurrentHashMap<>();
  private final Map<Signal, Consumer> consumers = new EnumMap<>(Signal.class);
  private final Map<Signal, Map<ComponentId, Consumer>> pipelines = new EnumMap<>(Signal.class);

  /// The context of a component that is called `test`.
  public TestContext() {
    this("test");
  }

  /// @param id `type` or `type/name`
  public TestContext(String id) {
    this.id = ComponentId.parse(id);
    this.telemetry = new TestTelemetry(Map.of("component", id));
  }

  /// Where a receiver sends a signal; without it there is no pipeline for the signal.
  public TestContext consumer(Signal signal, Consumer consumer) {
    consumers.put(signal, consumer);
    return this;
  }

  /// A pipeline that begins with the connector under test.
  ///
  /// @param name such as `traces/errors`
  public TestContext pipeline(Signal signal, String name, Consumer consumer) {
    pipelines
        .computeIfAbsent(signal, _ -> new LinkedHashMap<>())
        .put(ComponentId.parse(name), consumer);
    return this;
  }

  /// An extension that the component may ask for.
  ///
  /// @param name `type` or `type/name`
  public TestContext extension(String name, Object extension) {
    extensions.put(ComponentId.parse(name), extension);
    return this;
  }

  @Override
  public ComponentId id() {
    return id;
  }

  @Override
  public BuildInfo build() {
    return new BuildInfo("weir-test", "0.0.1");
  }

  @Override
  public Map<String, String> resource() {
    return Map.of("service.instance.id", "test-instance");
  }

  @Override
  public TestLog log() {
    return log;
  }

  @Override
  public TestTelemetry telemetry() {
    return telemetry;
  }

  @Override
  public TestMemory memory() {
    return memory;
  }

  @Override
  public TestStatus status() {
    return status;
  }

  @Override
  public TestLosses losses() {
    return losses;
  }

  @Override
  public TestHealth health() {
    return health;
  }

  @Override
  public <T> T extension(ComponentId wanted, Class<T> kind) {
    Object extension = extensions.get(wanted);
    if (!kind.isInstance(extension)) {
      throw new StartException(
          "extension \""
              + wanted
              + "\" is "
              + (extension == null ? "not configured" : "no " + kind.getSimpleName())
              + " (there are: "
              + extensions.keySet()
              + ")");
    }
    return kind.cast(extension);
  }

  @Override
  public @Nullable Consumer consumer(Signal signal, String transport) {
    return consumers.get(signal);
  }

  @Override
  public Map<ComponentId, Consumer> pipelines(Signal signal) {
    return Map.copyOf(pipelines.getOrDefault(signal, Map.of()));
  }

  @Override
  public Consumer fanOut(Signal signal, ComponentId... names) {
    Map<ComponentId, Consumer> all = pipelines.getOrDefault(signal, Map.of());
    List<ComponentId> wanted = names.length == 0 ? List.copyOf(all.keySet()) : List.of(names);
    List<Consumer> targets = wanted.stream().map(name -> pipeline(signal, name, all)).toList();
    return new FanOut(targets);
  }

  private static Consumer pipeline(
      Signal signal, ComponentId name, Map<ComponentId, Consumer> all) {
    Consumer pipeline = all.get(name);
    if (pipeline == null) {
      throw new AssertionError(
          "the connector names the "
              + signal.key()
              + " pipeline "
              + name
              + " (there are: "
              + all.keySet()
              + ")");
    }
    return pipeline;
  }

  /// Names and values in turn, as a map.
  static Map<String, String> pairs(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new AssertionError(List.of(namesAndValues) + " (expected: names and values in turn)");
    }
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private record FanOut(List<Consumer> targets) implements Consumer {
    @Override
    public void consume(Batch batch) {
      targets.forEach(target -> target.consume(batch));
    }

    @Override
    public boolean mayBlock() {
      return targets.stream().anyMatch(Consumer::mayBlock);
    }
  }
}
