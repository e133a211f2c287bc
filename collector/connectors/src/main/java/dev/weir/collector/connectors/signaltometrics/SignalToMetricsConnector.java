package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.helper.ottl.Frames;
import dev.weir.collector.helper.ottl.StatementErrors;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Walk;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes metrics of every batch, and hands on these alone.
final class SignalToMetricsConnector implements Connector {
  private static final String INSTANCE_ID = "service.instance.id";

  private final Signal from;
  private final List<Definition> definitions;
  private final ErrorMode errorMode;
  private final ErrorListener listener;
  private final Frames frames;
  private final String instance;
  private final Consumer next;

  SignalToMetricsConnector(
      Signal from,
      List<Definition> definitions,
      ErrorMode errorMode,
      Slots slots,
      ConnectorContext context) {
    this.from = from;
    this.definitions = definitions;
    this.errorMode = errorMode;
    listener = new StatementErrors(context);
    frames = new Frames(slots);
    instance = context.resource().getOrDefault(INSTANCE_ID, "");
    next = context.fanOut(Signal.METRICS);
  }

  @Override
  public void consume(Batch batch) {
    if (definitions.isEmpty()) {
      return;
    }
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    EnvelopeWriter out = new EnvelopeWriter();
    int points = run(batch).write(out, now);
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

  private Produced run(Batch batch) {
    Produced produced = new Produced();
    Frame frame = frames.acquire(batch);
    try {
      Walk.over(
          from,
          batch.range(),
          frame,
          new MetricsRun(
              from, batch.range(), definitions, errorMode, listener, instance, produced));
    } catch (EvaluationException e) {
      throw new PermanentRefusal(
          PermanentRefusal.Reason.REJECTED,
          "an expression of the signal_to_metrics connector failed: " + e.getMessage());
    } finally {
      frames.release(frame);
    }
    return produced;
  }
}
