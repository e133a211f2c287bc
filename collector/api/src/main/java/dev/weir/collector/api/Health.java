package dev.weir.collector.api;

import java.util.List;
import java.util.Map;

/// The health of the collector as a whole, as its components report it. May be read by any thread.
public interface Health {

  /// Where the collector is in its life.
  enum Phase {
    STARTING,
    RUNNING,
    STOPPING
  }

  Phase phase();

  /// Why the collector should get no new data for now, such as a reached memory limit; empty when
  /// it is ready.
  List<String> reasonsNotReady();

  /// What each component last reported, by the component's kind and name: `exporter:otlp_grpc/x`.
  Map<String, Status> components();

  /// The components of each pipeline, by the pipeline's name such as `traces/errors`; components as
  /// in [#components()].
  default Map<String, List<String>> pipelines() {
    return Map.of();
  }

  /// Calls `listener` at each change of [#phase()], from the thread that changes it.
  void onPhase(java.util.function.Consumer<Phase> listener);
}
