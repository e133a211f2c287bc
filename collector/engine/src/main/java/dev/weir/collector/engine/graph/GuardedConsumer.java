package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;

/// A consumer that throws nothing but refusals.
final class GuardedConsumer implements Consumer {
  private final Consumer component;
  private final Guard guard;

  GuardedConsumer(Consumer component, Guard guard) {
    this.component = component;
    this.guard = guard;
  }

  @Override
  public void consume(Batch batch) {
    try {
      component.consume(batch);
    } catch (Throwable thrown) {
      throw guard.refusal(thrown);
    }
  }

  @Override
  public boolean mayBlock() {
    return component.mayBlock();
  }
}
