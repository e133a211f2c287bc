package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.Telemetry.Counter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hands every batch to several consumers.
///
/// OTLP cannot say "retry only this branch". So when a branch refuses for now and another one has
/// taken the batch, the refusing one is offered it again here, for as long as [Patience] allows.
/// After that the whole batch is refused, and who took it may get it twice, which is counted as
/// possible. Who offers the very same [Batch] again, as a step that holds it does, causes no
/// duplicates: the branches that took it are remembered for as long as the batch is held.
///
/// Because it may wait, it may block, whatever its branches say.
final class FanOut implements Consumer {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Consumer[] branches;
  private final Patience patience;
  private final Counter duplicated;
  private final Map<Batch, Offer> unfinished = Collections.synchronizedMap(new WeakHashMap<>());
  private volatile boolean anyUnfinished;

  private FanOut(List<Consumer> branches, Patience patience, Counter duplicated) {
    this.branches = branches.toArray(Consumer[]::new);
    this.patience = patience;
    this.duplicated = duplicated;
  }

  /// One consumer for all of `branches`; the branch itself when there is one, and one that takes
  /// everything and does nothing when there is none.
  ///
  /// @param duplicated counts items that a branch may get twice
  static Consumer of(List<Consumer> branches, Patience patience, Counter duplicated) {
    return switch (branches.size()) {
      case 0 -> batch -> {};
      case 1 -> branches.getFirst();
      default -> new FanOut(branches, patience, duplicated);
    };
  }

  @Override
  public void consume(Batch batch) {
    Offer earlier = earlierOffer(batch);
    if (earlier != null) {
      earlier.round(batch);
      finish(batch, earlier);
      return;
    }
    for (int i = 0; i < branches.length; i++) {
      try {
        branches[i].consume(batch);
      } catch (Refusal refusal) {
        finish(batch, Offer.refusedAt(i, refusal, branches, batch));
        return;
      }
    }
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  private @Nullable Offer earlierOffer(Batch batch) {
    if (!anyUnfinished) {
      return null;
    }
    synchronized (unfinished) {
      Offer earlier = unfinished.remove(batch);
      anyUnfinished = !unfinished.isEmpty();
      return earlier;
    }
  }

  private void finish(Batch batch, Offer offer) {
    long giveUpAt = System.nanoTime() + patience.nanos(batch.request());
    long pause = FIRST_PAUSE_NANOS;
    while (offer.isWorthRepeating() && giveUpAt - System.nanoTime() > pause && sleep(pause)) {
      offer.round(batch);
      pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
    }
    if (offer.isTakenByAll()) {
      return;
    }
    duplicated.add(offer.possibleDuplicates() * batch.items());
    if (offer.isWorthRepeating()) {
      synchronized (unfinished) {
        unfinished.put(batch, offer);
        anyUnfinished = true;
      }
    }
    throw offer.refusal();
  }

  /// Whether the time passed without an interruption.
  private static boolean sleep(long nanos) {
    try {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
