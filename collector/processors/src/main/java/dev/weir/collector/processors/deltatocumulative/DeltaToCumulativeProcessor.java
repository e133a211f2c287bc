package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.metrics.EditedBatch;
import dev.weir.collector.helper.series.SeriesCursor;
import dev.weir.collector.helper.series.SeriesTable;

/// Replaces deltas by what their series adds up to. What it remembers changes only when the next
/// step took the batch.
final class DeltaToCumulativeProcessor implements Processor {
  private final SeriesTable<Total> series;
  private final AccumulationTelemetry telemetry;
  private final Consumer next;

  DeltaToCumulativeProcessor(
      DeltaToCumulativeConfig config,
      SeriesTable<Total> series,
      ComponentContext context,
      Consumer next) {
    this.series = series;
    this.telemetry = new AccumulationTelemetry(config, context, series);
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    try (SeriesCursor<Total> cursor = series.open()) {
      Accumulation accumulation = new Accumulation(cursor);
      EditedBatch.handOn(batch, accumulation, next);
      cursor.commit();
      telemetry.report(accumulation.counts());
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
