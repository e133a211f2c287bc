package dev.weir.collector.engine;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.LogsConfig;
import dev.weir.collector.engine.config.MetricsConfig;
import dev.weir.collector.engine.config.PipelineConfig;
import dev.weir.collector.engine.config.ResourceConfig;
import dev.weir.collector.engine.config.ServiceConfig;
import dev.weir.collector.engine.config.TelemetryConfig;
import dev.weir.collector.engine.config.TracesConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A configuration of [TestComponents], written as `push -> pass, hold -> sink, link`.
public final class TestConfig {
  private final Map<ComponentId, PipelineConfig> pipelines = new LinkedHashMap<>();
  private final Map<ComponentId, ComponentConfig> receivers = new LinkedHashMap<>();
  private final Map<ComponentId, ComponentConfig> processors = new LinkedHashMap<>();
  private final Map<ComponentId, ComponentConfig> exporters = new LinkedHashMap<>();
  private final Map<ComponentId, ComponentConfig> connectors = new LinkedHashMap<>();
  private final Map<ComponentId, ComponentConfig> extensions = new LinkedHashMap<>();
  private MetricsConfig metrics = new MetricsConfig(MetricsConfig.Level.NONE, List.of(), null);
  private LogsConfig logs = LogsConfig.defaults();

  public TestConfig pipeline(String name, String path) {
    List<String> parts = Arrays.asList(path.split("->", -1));
    List<ComponentId> from = ids(parts.getFirst());
    List<ComponentId> through = parts.size() == 3 ? ids(parts.get(1)) : List.of();
    List<ComponentId> to = ids(parts.getLast());
    from.forEach(
        id -> (isConnector(id) ? connectors : receivers).put(id, new TestComponents.NoConfig()));
    through.forEach(id -> processors.put(id, new TestComponents.NoConfig()));
    to.forEach(
        id -> (isConnector(id) ? connectors : exporters).put(id, new TestComponents.NoConfig()));
    pipelines.put(ComponentId.parse(name), new PipelineConfig(from, through, to));
    return this;
  }

  public TestConfig extension(String id) {
    extensions.put(ComponentId.parse(id), new TestComponents.NoConfig());
    return this;
  }

  public TestConfig metrics(MetricsConfig settings) {
    metrics = settings;
    return this;
  }

  public TestConfig logs(LogsConfig settings) {
    logs = settings;
    return this;
  }

  /// Takes a component's settings away, as if nobody had written them.
  public TestConfig without(String id) {
    exporters.remove(ComponentId.parse(id));
    return this;
  }

  public CollectorConfig build() {
    return new CollectorConfig(
        receivers,
        processors,
        exporters,
        connectors,
        extensions,
        new ServiceConfig(
            List.copyOf(extensions.keySet()),
            pipelines,
            new TelemetryConfig(
                logs, metrics, TracesConfig.defaults(), ResourceConfig.defaults())));
  }

  private static boolean isConnector(ComponentId id) {
    return id.type().equals("link") || id.type().equals("count");
  }

  private static List<ComponentId> ids(String names) {
    return Arrays.stream(names.split(",", -1))
        .filter(name -> !name.isBlank())
        .map(ComponentId::parse)
        .toList();
  }
}
