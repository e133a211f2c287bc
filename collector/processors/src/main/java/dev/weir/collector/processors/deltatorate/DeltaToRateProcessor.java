package dev.weir.collector.processors.deltatorate;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.collector.helper.metrics.EditedBatch;
import dev.weir.otlp.Signal;

/// Replaces deltas of some metrics by their rates.
final class DeltaToRateProcessor implements Processor {
  private final TextMatcher names;
  private final Losses losses;
  private final Consumer next;

  DeltaToRateProcessor(DeltaToRateConfig config, ComponentContext context, Consumer next) {
    this.names = TextMatcher.of(MatchType.STRICT, config.metrics());
    this.losses = context.losses();
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    Rates rates = new Rates(names);
    EditedBatch.handOn(batch, rates, next);
    if (rates.dropped() > 0) {
      losses.lost(
          Signal.METRICS, rates.dropped(), "no_interval", "a delta whose start time gives no rate");
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
