package dev.weir.collector.processors.unroll;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.Processor;
import dev.weir.otlp.Signal;

/// Makes of each log record whose body is a list a record for each of its elements.
final class UnrollProcessor implements Processor {
  private final boolean recursive;
  private final Losses losses;
  private final Consumer next;

  UnrollProcessor(boolean recursive, Losses losses, Consumer next) {
    this.recursive = recursive;
    this.losses = losses;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    Unrolling unrolling = new Unrolling(recursive);
    byte[] unrolled = unrolling.of(batch.range());
    if (unrolled == null) {
      next.consume(batch);
    } else if (unrolling.records() > 0) {
      next.consume(batch.withBytes(unrolled, unrolling.records()));
    }
    if (unrolling.empty() > 0) {
      losses.dropped(Signal.LOGS, unrolling.empty(), "empty_list");
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
