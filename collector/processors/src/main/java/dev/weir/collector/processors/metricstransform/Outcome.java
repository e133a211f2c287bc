package dev.weir.collector.processors.metricstransform;

import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// What the transforms made of one batch beside its changes. Not safe for threads.
final class Outcome {
  private final Drops drops = new Drops();
  private final ProtoWriter moved = new ProtoWriter();
  private int movedPoints;
  private @Nullable String notCombined;

  Drops drops() {
    return drops;
  }

  /// Resources of the metrics that were moved, as a request of their own.
  ProtoWriter moved() {
    return moved;
  }

  int movedPoints() {
    return movedPoints;
  }

  void grouped(int points) {
    movedPoints += points;
  }

  void notCombined(String why) {
    notCombined = why;
  }

  /// Why some metrics were not combined, or null.
  @Nullable String notCombined() {
    return notCombined;
  }
}
