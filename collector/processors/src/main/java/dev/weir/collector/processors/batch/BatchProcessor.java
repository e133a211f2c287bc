package dev.weir.collector.processors.batch;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.batching.Batcher;
import dev.weir.collector.helper.batching.BatcherSettings;
import dev.weir.collector.helper.batching.Redelivery;

/// A bounded batcher in memory that hands on to the next step until that takes it.
final class BatchProcessor implements Processor {
  private final Batcher batcher;

  BatchProcessor(BatcherSettings settings, ComponentContext context, Consumer next) {
    BatchTelemetry telemetry = new BatchTelemetry(context.telemetry());
    this.batcher =
        new Batcher(settings, context, Redelivery.within(context, next), telemetry::sent);
    telemetry.observe(settings.signal(), batcher::waitingPartitions);
  }

  @Override
  public void consume(Batch batch) {
    batcher.add(batch);
  }

  @Override
  public boolean mayBlock() {
    return batcher.mayBlock();
  }

  @Override
  public void shutdown(Deadline deadline) {
    batcher.shutdown(deadline);
  }
}
