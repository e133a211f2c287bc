package dev.weir.collector.processors.logdedup;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.ottl.Frames;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.collector.helper.ottl.Split;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.functions.StandardFunctions;
import java.util.List;
import java.util.Map;

/// Which records are compared: those for which one condition is true, or all if there are none. A
/// condition that fails is not true. Any thread may use it.
final class Conditions {
  private final List<CompiledCondition> conditions;
  private final Frames frames;
  private final ErrorListener listener;

  /// A request in two parts, either of which may be empty.
  record Parts(ByteRange compared, ByteRange others) {}

  private static final ByteRange NOTHING = ByteRange.of(new byte[0]);

  Conditions(List<String> texts, ErrorListener listener, Problems problems) {
    Slots slots = new Slots();
    conditions = compile(texts, slots, problems);
    frames = new Frames(slots);
    this.listener = listener;
  }

  /// Reports conditions that cannot work.
  static void validate(List<String> texts, Problems problems) {
    compile(texts, new Slots(), problems);
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  Parts divide(Batch batch) {
    if (conditions.isEmpty()) {
      return new Parts(batch.range(), NOTHING);
    }
    Frame frame = frames.acquire(batch);
    try {
      Split split = new Split(ContextName.LOG, this::isTrue);
      ByteRange compared = Walk.over(Signal.LOGS, batch.range(), frame, split.first()).bytes();
      if (split.isAll()) {
        return new Parts(batch.range(), NOTHING);
      }
      if (split.isNone()) {
        return new Parts(NOTHING, batch.range());
      }
      return new Parts(
          compared, Walk.over(Signal.LOGS, batch.range(), frame, split.rest()).bytes());
    } finally {
      frames.release(frame);
    }
  }

  private boolean isTrue(Frame frame) {
    for (int i = 0; i < conditions.size(); i++) {
      try {
        if (conditions.get(i).test(frame)) {
          return true;
        }
      } catch (EvaluationException e) {
        listener.failed(conditions.get(i).text(), e);
      }
    }
    return false;
  }

  private static List<CompiledCondition> compile(
      List<String> texts, Slots slots, Problems problems) {
    return new Programs(
            Signal.LOGS, Map.of(ContextName.LOG, StandardFunctions.converters()), slots, problems)
        .conditions("conditions", ContextName.LOG, texts);
  }
}
