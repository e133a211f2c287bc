package dev.weir.collector.engine;

import dev.weir.collector.engine.telemetry.Deliveries.Delivery;
import dev.weir.collector.engine.telemetry.LossTotals.Loss;
import java.util.List;

/// What became of the data of a collector, when it has ended.
///
/// @param delivered what exporters sent, from start to end
/// @param lost what was accepted and could not be delivered, from start to end
/// @param late components that did not stop in time, such as `"otlp_grpc" exporter`; what they held
///   is not counted as lost
public record ShutdownReport(List<Delivery> delivered, List<Loss> lost, List<String> late) {

  /// Whether nothing was lost and everything stopped in time.
  public boolean isClean() {
    return lost.isEmpty() && late.isEmpty();
  }
}
