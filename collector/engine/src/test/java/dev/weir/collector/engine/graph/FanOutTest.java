package dev.weir.collector.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FanOutTest {
  private final RecordingConsumer first = new RecordingConsumer();
  private final RecordingConsumer second = new RecordingConsumer();
  private final LongAdder duplicated = new LongAdder();
  private final Patience patience = new Patience();
  private final Consumer fanOut = FanOut.of(List.of(first, second), patience, duplicated::add);

  @Test
  void noBranch_takesEverything_oneBranch_isItself() {
    FanOut.of(List.of(), patience, duplicated::add).consume(batch(1));

    assertThat(FanOut.of(List.of(first), patience, duplicated::add)).isSameAs(first);
  }

  @Test
  void allTake_eachGetsTheSameBatchOnce() {
    Batch batch = batch(3);
    fanOut.consume(batch);

    assertThat(first.batches()).containsExactly(batch);
    assertThat(second.batches()).containsExactly(batch);
    assertThat(duplicated.sum()).isZero();
  }

  @Test
  void branchThatRefusesForNow_isTriedAgainAlone() {
    second.refuseForNow(3);

    fanOut.consume(batch(3));

    assertThat(first.calls()).isEqualTo(1);
    assertThat(second.calls()).isEqualTo(4);
    assertThat(second.items()).isEqualTo(3);
    assertThat(duplicated.sum()).isZero();
  }

  @Test
  void branchBeforeTheOneThatTook_isTriedAgainToo() {
    first.refuseForNow(1);

    fanOut.consume(batch(3));

    assertThat(first.items()).isEqualTo(3);
    assertThat(second.calls()).isEqualTo(1);
  }

  @Test
  void callersTimeIsUp_wholeBatchIsRefusedAndDuplicatesAreCounted() {
    second.refuseForNow();

    assertThatThrownBy(() -> fanOut.consume(batch(3, Duration.ofMillis(300))))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessage("the test refuses for now");

    assertThat(first.calls()).isEqualTo(1);
    assertThat(second.calls()).isGreaterThan(1);
    assertThat(duplicated.sum()).isEqualTo(3);
  }

  @Test
  void sameBatchOfferedAgain_goesOnlyToThoseThatHaveNotTakenIt() {
    second.refuseForNow();
    Batch batch = batch(3, Duration.ZERO);
    assertThatThrownBy(() -> fanOut.consume(batch)).isInstanceOf(RetryableRefusal.class);
    assertThatThrownBy(() -> fanOut.consume(batch)).isInstanceOf(RetryableRefusal.class);
    second.accept();

    fanOut.consume(batch);

    assertThat(first.batches()).containsExactly(batch);
    assertThat(second.batches()).containsExactly(batch);
    fanOut.consume(batch);
    assertThat(first.batches()).hasSize(2);
  }

  @Test
  void allRefuseForNow_isRefusedAtOnceWithoutDuplicates() {
    first.answer(batch -> new RetryableRefusal("full", Duration.ofSeconds(1)));
    second.answer(batch -> new RetryableRefusal("down", Duration.ofSeconds(7)));

    RetryableRefusal refusal =
        catchThrowableOfType(RetryableRefusal.class, () -> fanOut.consume(batch(3)));

    assertThat(refusal).hasMessage("full; down");
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(first.calls()).isEqualTo(1);
    assertThat(second.calls()).isEqualTo(1);
    assertThat(duplicated.sum()).isZero();
  }

  @Test
  void oneRefusesForGood_callerIsToldSoThoughTheOtherTookIt() {
    second.answer(batch -> new PermanentRefusal(Reason.INVALID, "bad name"));

    PermanentRefusal refusal =
        catchThrowableOfType(PermanentRefusal.class, () -> fanOut.consume(batch(3)));

    assertThat(refusal).hasMessage("bad name");
    assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
    assertThat(first.items()).isEqualTo(3);
    assertThat(second.calls()).isEqualTo(1);
    assertThat(duplicated.sum()).isZero();
  }

  @Test
  void oneRefusesForGoodAndOneForNow_callerMayComeBack() {
    first.refuseForGood();
    second.refuseForNow();

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> fanOut.consume(batch(3)));

    assertThat(refusal).isInstanceOf(RetryableRefusal.class);
    assertThat(refusal).hasMessage("the test refuses for good; the test refuses for now");
  }

  @Test
  void differentReasonsForGood_areRejected() {
    first.answer(batch -> new PermanentRefusal(Reason.INVALID, "a"));
    second.answer(batch -> new PermanentRefusal(Reason.TOO_LARGE, "b"));

    PermanentRefusal refusal =
        catchThrowableOfType(PermanentRefusal.class, () -> fanOut.consume(batch(3)));

    assertThat(refusal.reason()).isEqualTo(Reason.REJECTED);
  }

  @Test
  void tooLargeForOne_countsThatThePartsMayReachTheOtherAgain() {
    second.answer(batch -> new PermanentRefusal(Reason.TOO_LARGE, "too large"));

    assertThatThrownBy(() -> fanOut.consume(batch(3))).isInstanceOf(PermanentRefusal.class);

    assertThat(duplicated.sum()).isEqualTo(3);
  }

  @Test
  void endOfThePipelines_endsTheWait() {
    second.refuseForNow();
    patience.endBy(Deadline.after(Duration.ZERO));

    assertThatThrownBy(() -> fanOut.consume(batch(3))).isInstanceOf(RetryableRefusal.class);

    assertThat(second.calls()).isEqualTo(1);
  }

  @Test
  void interruptedCaller_isRefusedAndStaysInterrupted() {
    second.refuseForNow();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fanOut.consume(batch(3))).isInstanceOf(RetryableRefusal.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void fanOut_mayBlockSinceItMayWait() {
    assertThat(fanOut.mayBlock()).isTrue();
  }

  private static Batch batch(int items) {
    return TestData.batch(Signal.TRACES, items);
  }

  private static Batch batch(int items, Duration timeout) {
    RequestInfo request =
        new RequestInfo(Map.of(), "192.0.2.1:1", Map.of(), System.nanoTime() + timeout.toNanos());
    return batch(items).withRequest(request);
  }
}
