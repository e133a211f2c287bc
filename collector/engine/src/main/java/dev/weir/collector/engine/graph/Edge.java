package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.otlp.Signal;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// The way from one component to the next: counts what passes, and shows it to who wants to look.
/// Any thread may call it.
public final class Edge {
  private final String from;
  private final String to;
  private final String pipeline;
  private final Signal signal;
  private final LongAdder items = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final CopyOnWriteArrayList<java.util.function.Consumer<Batch>> taps =
      new CopyOnWriteArrayList<>();

  Edge(String from, String to, String pipeline, Signal signal) {
    this.from = from;
    this.to = to;
    this.pipeline = pipeline;
    this.signal = signal;
  }

  /// Where it begins: the kind of a node and its name, such as `receiver:otlp`,
  /// `processor:batch@traces/x` or `connector:count@traces`. A pipeline without processors begins
  /// with a node of its own, `pipeline:traces/x`.
  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  /// The name of the pipeline that it is a part of.
  public String pipeline() {
    return pipeline;
  }

  public Signal signal() {
    return signal;
  }

  /// Items that the next component has taken.
  public long items() {
    return items.sum();
  }

  public long batches() {
    return batches.sum();
  }

  /// Items that the next component has refused.
  public long refused() {
    return refused.sum();
  }

  /// Shows each batch that passes from now on, on the thread that carries it.
  public void tap(java.util.function.Consumer<Batch> listener) {
    taps.add(listener);
  }

  /// Ends a [#tap].
  public void untap(java.util.function.Consumer<Batch> listener) {
    taps.remove(listener);
  }

  /// What is offered batches instead of the next component.
  Consumer before(Consumer next) {
    return new Passage(next);
  }

  private final class Passage implements Consumer {
    private final Consumer next;

    private Passage(Consumer next) {
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      if (!taps.isEmpty()) {
        taps.forEach(tap -> tap.accept(batch));
      }
      boolean isTaken = false;
      try {
        next.consume(batch);
        isTaken = true;
      } finally {
        (isTaken ? items : refused).add(batch.items());
        batches.increment();
      }
    }

    @Override
    public boolean mayBlock() {
      return next.mayBlock();
    }
  }
}
