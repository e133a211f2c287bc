package dev.weir.collector.engine.graph;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.engine.health.HealthBoard;
import dev.weir.collector.engine.logs.Logs;
import dev.weir.collector.engine.telemetry.ComponentTelemetry;
import dev.weir.collector.engine.telemetry.LossTotals;
import dev.weir.collector.engine.telemetry.MetricRegistry;
import java.util.Map;

/// What the collector offers to all its components.
///
/// @param resource what the collector says of itself
/// @param level how much is measured
public record GraphServices(
    BuildInfo build,
    Map<String, String> resource,
    Logs logs,
    MetricRegistry metrics,
    Telemetry.Level level,
    LossTotals losses,
    HealthBoard health,
    MemoryBudget memory) {

  Telemetry telemetry(Node.Kind kind, ComponentId id) {
    return new ComponentTelemetry(metrics, level, Map.of(kind.label(), id.toString()));
  }
}
