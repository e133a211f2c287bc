package dev.weir.collector.helper.tally;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Log;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Walk;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes metrics of every batch, and hands on these alone: monotonic delta sums, with the
/// attributes of the resource that the items came from.
public final class TallyConnector implements Connector {
  private final List<CompiledTally> tallies;
  private final Slots slots = new Slots();
  private final String scope;
  private final Log log;
  private final Consumer next;

  /// @param from the signal that comes in; what is not made of its items is left out
  /// @param scope the name of the scope of the metrics
  public TallyConnector(
      List<TallySpec> specs, Signal from, String scope, ConnectorContext context) {
    this.tallies =
        specs.stream()
            .filter(spec -> spec.kind().signal() == from)
            .map(spec -> CompiledTally.of(spec, slots))
            .toList();
    this.scope = scope;
    this.log = context.log();
    this.next = context.fanOut(Signal.METRICS);
  }

  @Override
  public void consume(Batch batch) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    EnvelopeWriter out = new EnvelopeWriter();
    int points = 0;
    TallyRun run = new TallyRun(tallies);
    Walk.over(batch.signal(), batch.range(), slots.newFrame(), run);
    run.failures().report(log);
    for (ResourceTally tally : run.resources()) {
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
