package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import java.util.List;

/// One way through the collector. Receivers and exporters may be connectors.
public record PipelineConfig(
    List<ComponentId> receivers, List<ComponentId> processors, List<ComponentId> exporters)
    implements ComponentConfig {

  static PipelineConfig defaults() {
    return new PipelineConfig(List.of(), List.of(), List.of());
  }
}
