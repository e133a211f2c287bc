package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.metrics.EditedBatch;
import dev.weir.collector.helper.series.SeriesCursor;

/// Replaces cumulative values by what came since the last point of their series. What it remembers
/// changes only when the next step took the batch.
final class CumulativeToDeltaProcessor implements Processor {
  private final MetricSelection selection;
  private final InitialValue initialValue;
  private final DeltaState state;
  private final DeltaTelemetry telemetry;
  private final Consumer next;

  CumulativeToDeltaProcessor(
      CumulativeToDeltaConfig config, DeltaState state, ComponentContext context, Consumer next) {
    this.selection = new MetricSelection(config.include(), config.exclude());
    this.initialValue = config.initialValue();
    this.state = state;
    this.telemetry = new DeltaTelemetry(context, state.series());
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    try (SeriesCursor<Seen> cursor = state.series().open()) {
      Conversion conversion =
          new Conversion(selection, cursor, new PointDelta(initialValue, state.since()));
      EditedBatch.handOn(batch, conversion, next);
      cursor.commit();
      telemetry.report(conversion.tally());
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
