package dev.weir.collector.helper.tally;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.Consumer;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes metrics of every batch, and hands on these alone: monotonic delta sums, with the
/// attributes of the resource that the items came from.
public final class TallyConnector implements Connector {
  private final List<TallySpec> specs;
  private final String scope;
  private final Consumer next;

  /// @param from the signal that comes in; what is not made of its items is left out
  /// @param scope the name of the scope of the metrics
  public TallyConnector(List<TallySpec> specs, Signal from, String scope, Consumer next) {
    this.specs = specs.stream().filter(spec -> spec.kind().signal() == from).toList();
    this.scope = scope;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    EnvelopeWriter out = new EnvelopeWriter();
    int points = 0;
    for (ResourceTally tally : new TallyRun(specs).take(batch)) {
      points += tally.write(out, scope, now);
    }
    if (points > 0) {
      ByteRange made = out.finish();
      next.consume(
          Batch.of(
              Signal.METRICS,
              made.buffer(),
              made.offset(),
              made.length(),
              points,
              batch.request()));
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
