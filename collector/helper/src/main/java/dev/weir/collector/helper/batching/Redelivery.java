package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Offers a batch until it is taken or refused for good.
///
/// - Refused for now: again after a growing, jittered delay, or the delay that the refusal asks for
///   when that is longer. A delay that was not asked for ends when another batch is taken: after an
///   outage everything moves again with the first success.
/// - Too large: in two halves, and these in halves, down to single items. The smallest size ever
///   refused is remembered, so that later batches are halved before they are offered. What was
///   taken is not offered again.
/// - Refused for good, or its retries are over: the listener hears it, once for each piece.
public final class Redelivery implements Delivery {
  /// Below this nothing is remembered, lest a destination that refuses everything for a while make
  /// every later request tiny.
  private static final int SMALLEST_LIMIT = 64 << 10;

  private final Consumer next;
  private final RetryPolicy policy;
  private final DeliveryListener listener;
  private volatile int tooLarge = Integer.MAX_VALUE;

  public Redelivery(Consumer next, RetryPolicy policy, DeliveryListener listener) {
    this.next = next;
    this.policy = policy;
    this.listener = listener;
  }

  /// Towards the next step of the same pipeline: tries for ever, and counts as lost what is refused
  /// for good.
  public static Redelivery within(ComponentContext context, Consumer next) {
    return new Redelivery(
        next,
        RetryPolicy.FOREVER,
        (batch, reason, cause) -> {
          if (!(cause instanceof Refusal)) {
            context.log().log(Log.Level.ERROR, "Handing on failed unexpectedly", cause);
          }
          context.losses().lost(batch.signal(), batch.items(), reason, String.valueOf(cause));
        });
  }

  @Override
  public void deliver(Batch batch, StopSignal stop) {
    Deque<Batch> left = new ArrayDeque<>(fitting(batch));
    Refusal refused = null;
    while (!left.isEmpty()) {
      Batch piece = left.pop();
      try {
        offer(piece, stop);
      } catch (PermanentRefusal refusal) {
        List<Batch> halves = halves(piece, refusal);
        halves.reversed().forEach(left::push);
        refused = halves.isEmpty() ? gaveUp(piece, "rejected", refusal) : refused;
      } catch (RetryableRefusal refusal) {
        refused = gaveUp(piece, stop.isStopping() ? "shutdown" : "retries_exhausted", refusal);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        refused = gaveUp(piece, "internal_error", e);
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private void offer(Batch piece, StopSignal stop) {
    Backoff backoff = policy.backoff();
    for (RetryableRefusal refusal = attempt(piece); refusal != null; refusal = attempt(piece)) {
      Duration delay = longer(backoff.next(), refusal.retryAfter());
      if (!policy.enabled()
          || backoff.endsBefore(delay)
          || delay.toNanos() > piece.request().remainingNanos()) {
        throw refusal;
      }
      listener.retrying(piece, refusal, stop.shortened(delay));
      boolean isAskedFor = refusal.retryAfter() != null;
      if (!(isAskedFor ? stop.pause(delay) : stop.pauseUntilSuccess(delay))) {
        throw refusal;
      }
    }
    stop.succeeded();
    listener.delivered(piece);
  }

  private @Nullable RetryableRefusal attempt(Batch piece) {
    try {
      next.consume(piece);
      return null;
    } catch (RetryableRefusal refusal) {
      return refusal;
    } catch (OutOfMemoryError e) {
      return new RetryableRefusal("out of memory: " + e.getMessage());
    }
  }

  private List<Batch> fitting(Batch batch) {
    int limit = tooLarge;
    return batch.length() < limit ? List.of(batch) : Split.byBytes(batch, limit / 2);
  }

  /// Empty when the piece is not too large, or cannot be divided.
  private List<Batch> halves(Batch piece, PermanentRefusal refusal) {
    if (refusal.reason() != PermanentRefusal.Reason.TOO_LARGE || piece.items() < 2) {
      return List.of();
    }
    List<Batch> halves = Split.byBytes(piece, (piece.length() + 1) / 2);
    if (halves.size() < 2) {
      return List.of();
    }
    tooLarge = Math.max(SMALLEST_LIMIT, Math.min(tooLarge, piece.length()));
    return halves;
  }

  private Refusal gaveUp(Batch piece, String reason, Throwable cause) {
    listener.gaveUp(piece, reason, cause);
    return cause instanceof Refusal refusal
        ? refusal
        : new PermanentRefusal(PermanentRefusal.Reason.REJECTED, String.valueOf(cause));
  }

  private static Duration longer(Duration delay, @Nullable Duration asked) {
    return asked == null || asked.compareTo(delay) < 0 ? delay : asked;
  }
}
