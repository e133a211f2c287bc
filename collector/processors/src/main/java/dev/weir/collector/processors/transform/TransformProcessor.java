package dev.weir.collector.processors.transform;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.ottl.Frames;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Walk;
import java.util.List;

/// Runs its statements on every batch, one group after the other. A batch in which nothing changes
/// is handed on as it came.
final class TransformProcessor implements Processor {
  private static final String STATEMENT = "transformed_away";

  private final Signal signal;
  private final List<Sequence> sequences;
  private final boolean isFlat;
  private final Frames frames;
  private final Losses losses;
  private final Consumer next;

  TransformProcessor(
      Signal signal,
      List<Sequence> sequences,
      boolean isFlat,
      Slots slots,
      Losses losses,
      Consumer next) {
    this.signal = signal;
    this.sequences = sequences;
    this.isFlat = isFlat;
    this.frames = new Frames(slots);
    this.losses = losses;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after = isFlat ? flat(batch, before) : transformed(batch, before);
    if (after == before) {
      next.consume(batch);
      return;
    }
    // Only statements on metrics can change how many data points there are.
    int items = signal == Signal.METRICS ? Walk.count(signal, after) : batch.items();
    if (items < batch.items()) {
      losses.dropped(signal, batch.items() - items, STATEMENT);
    }
    if (items > 0) {
      next.consume(batch.withBytes(after.buffer(), after.offset(), after.length(), items));
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private ByteRange flat(Batch batch, ByteRange before) {
    ByteRange spread = FlatLogs.spread(before);
    ByteRange after = transformed(batch, spread);
    return after == spread ? before : FlatLogs.gather(after);
  }

  private ByteRange transformed(Batch batch, ByteRange before) {
    ByteRange bytes = before;
    for (Sequence sequence : sequences) {
      Frame frame = frames.acquire(batch);
      try {
        bytes = Walk.over(signal, bytes, frame, sequence).bytes();
      } catch (EvaluationException e) {
        throw new PermanentRefusal(
            PermanentRefusal.Reason.REJECTED,
            "a statement of the transform processor failed: " + e.getMessage());
      } finally {
        frames.release(frame);
      }
    }
    return bytes;
  }
}
