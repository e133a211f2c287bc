package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One batch offered to several branches, and what each of them answered. Used by one thread at a
/// time.
final class Offer {
  private final Consumer[] branches;

  /// The answer of each branch: null has taken it.
  private final @Nullable Refusal[] answers;

  private Offer(Consumer[] branches) {
    this.branches = branches;
    answers = new @Nullable Refusal[branches.length];
  }

  /// The offer of a batch that all branches before the one at `index` have taken, and that one has
  /// refused. The rest are asked now.
  static Offer refusedAt(int index, Refusal refusal, Consumer[] branches, Batch batch) {
    Offer offer = new Offer(branches);
    offer.answers[index] = refusal;
    for (int i = index + 1; i < branches.length; i++) {
      offer.ask(i, batch);
    }
    return offer;
  }

  /// Asks all that refused for now once more.
  void round(Batch batch) {
    for (int i = 0; i < branches.length; i++) {
      if (answers[i] instanceof RetryableRefusal) {
        ask(i, batch);
      }
    }
  }

  boolean isTakenByAll() {
    return Arrays.stream(answers).allMatch(Objects::isNull);
  }

  /// Whether a branch has taken the batch and another one may do so later.
  boolean isWorthRepeating() {
    return taken() > 0 && Arrays.stream(answers).anyMatch(RetryableRefusal.class::isInstance);
  }

  /// How many branches get the batch twice if the sender sends it, or the parts of it, again.
  long possibleDuplicates() {
    boolean isSentAgain =
        Arrays.stream(answers)
            .anyMatch(answer ->
                answer instanceof RetryableRefusal
                    || (answer instanceof PermanentRefusal permanent
                        && permanent.reason() == PermanentRefusal.Reason.TOO_LARGE));
    return isSentAgain ? taken() : 0;
  }

  /// All refusals as one: for now, if one of them is for now; otherwise for good.
  Refusal refusal() {
    String message =
        Arrays.stream(answers)
            .filter(Objects::nonNull)
            .map(Refusal::getMessage)
            .distinct()
            .collect(Collectors.joining("; "));
    boolean isForNow = Arrays.stream(answers).anyMatch(RetryableRefusal.class::isInstance);
    return isForNow
        ? new RetryableRefusal(message, longestWait())
        : new PermanentRefusal(commonReason(), message);
  }

  private void ask(int branch, Batch batch) {
    try {
      branches[branch].consume(batch);
      answers[branch] = null;
    } catch (Refusal refusal) {
      answers[branch] = refusal;
    }
  }

  private long taken() {
    return Arrays.stream(answers).filter(Objects::isNull).count();
  }

  private @Nullable Duration longestWait() {
    Duration longest = null;
    for (Refusal answer : answers) {
      if (answer instanceof RetryableRefusal retryable && retryable.retryAfter() != null) {
        Duration wait = retryable.retryAfter();
        longest = longest == null || wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    return longest;
  }

  private PermanentRefusal.Reason commonReason() {
    var reasons =
        Arrays.stream(answers)
            .filter(PermanentRefusal.class::isInstance)
            .map(answer -> ((PermanentRefusal) answer).reason())
            .distinct()
            .toList();
    return reasons.size() == 1 ? reasons.getFirst() : PermanentRefusal.Reason.REJECTED;
  }
}
