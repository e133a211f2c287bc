package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes batches of a cut, none larger than the rule allows, and delivers them one after the other.
record Pieces(@Nullable BatchRule rule, Delivery delivery, CutListener listener) {

  /// @throws Refusal when some of it was not taken
  void deliver(Cut cut, StopSignal stop) {
    Refusal refused = null;
    for (Batch piece : of(cut.batch())) {
      listener.cut(piece, cut.trigger());
      try {
        delivery.deliver(piece, stop);
      } catch (Refusal refusal) {
        refused = refusal;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private List<Batch> of(Batch batch) {
    if (rule == null || !rule.exceeds(rule.sizer().sizeOf(batch))) {
      return List.of(batch);
    }
    int max = (int) Math.min(Integer.MAX_VALUE, rule.maxSize());
    return switch (rule.sizer()) {
      case ITEMS -> Split.byItems(batch, max);
      case BYTES -> Split.byBytes(batch, max);
      case REQUESTS -> List.of(batch);
    };
  }
}
