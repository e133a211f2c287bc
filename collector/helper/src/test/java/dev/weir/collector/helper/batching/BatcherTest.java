package dev.weir.collector.helper.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BatcherTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final TestContext context = new TestContext("batch");
  private final RecordingConsumer next = new RecordingConsumer();
  private final Queue<Trigger> triggers = new ConcurrentLinkedQueue<>();
  private @Nullable Batcher last;

  @AfterEach
  void everythingIsGivenBack() {
    if (last != null) {
      next.accept().release();
      last.shutdown(soon());
      assertThat(last.held()).isZero();
    }
    assertThat(context.memory().reserved()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "METRICS", "LOGS"})
  void smallRequests_becomeOneBatch(Signal signal) {
    Batcher batcher = batcher(signal, items(30, 0, LONG));

    for (int i = 0; i < 3; i++) {
      batcher.add(TestData.batch(signal, 10, 10L * i));
    }

    next.awaitItems(30);
    assertThat(next.batches()).hasSize(1);
    assertThat(triggers).containsExactly(Trigger.SIZE);
  }

  @Test
  void fewItems_waitUntilTheTimeout() {
    Batcher batcher = batcher(Signal.TRACES, items(1000, 0, SHORT));

    batcher.add(TestData.batch(Signal.TRACES, 2, 0));
    batcher.add(TestData.batch(Signal.TRACES, 2, 2));
    next.awaitItems(4);

    batcher.add(TestData.batch(Signal.TRACES, 2, 4));
    next.awaitItems(6);
    assertThat(triggers).containsOnly(Trigger.TIMEOUT);
    assertThat(next.spanNames()).containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
  }

  @Test
  void timeoutZero_handsOnAtOnce() {
    Batcher batcher = batcher(Signal.TRACES, items(1000, 0, Duration.ZERO));

    batcher.add(TestData.batch(Signal.TRACES, 2));

    next.awaitItems(2);
  }

  @Test
  void maxSize_cutsBeforeTheRequestThatWouldExceedIt() {
    Batcher batcher = batcher(Signal.LOGS, items(8, 10, LONG));

    batcher.add(TestData.batch(Signal.LOGS, 7, 0));
    batcher.add(TestData.batch(Signal.LOGS, 7, 7));
    batcher.shutdown(soon());

    assertThat(next.batches()).extracting(Batch::items).containsExactly(7, 7);
    assertThat(triggers).containsExactlyInAnyOrder(Trigger.SIZE, Trigger.SHUTDOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "METRICS", "LOGS"})
  void requestLargerThanMaxSize_isSplit(Signal signal) {
    Batcher batcher = batcher(signal, items(10, 10, LONG));

    batcher.add(TestData.batch(signal, 25));

    next.awaitItems(25);
    assertThat(next.batches()).extracting(Batch::items).containsExactly(10, 10, 5);
  }

  @Test
  void tooLargeForTheNext_isHandedOnInPiecesAndLaterOnesAreCutBefore() {
    int limit = 100_000;
    next.answer(batch ->
        batch.length() > limit
            ? new PermanentRefusal(PermanentRefusal.Reason.TOO_LARGE, "too large")
            : null);
    Batcher batcher = batcher(Signal.TRACES, items(1, 0, LONG));
    Batch large = TestData.batch(Signal.TRACES, 6000);
    assertThat(large.length()).isGreaterThan(limit);

    batcher.add(large);
    next.awaitItems(6000);
    assertThat(next.spanNames()).doesNotHaveDuplicates().hasSize(6000);
    int refused = next.calls() - next.batches().size();
    assertThat(refused).isPositive();

    batcher.add(large);
    next.awaitItems(12000);
    assertThat(next.calls() - next.batches().size()).isEqualTo(refused);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void sequentialSender_neverWaits() {
    Batcher batcher = batcher(Signal.TRACES, items(8192, 0, LONG));
    Batch batch = TestData.batch(Signal.TRACES, 512);

    for (int i = 0; i < 32; i++) {
      batcher.add(batch);
    }

    next.awaitItems(2 * 8192);
  }

  @Test
  void profiles_areMergedWithTheirDictionaries() {
    Batcher batcher = batcher(Signal.PROFILES, items(3, 0, LONG));

    batcher.add(TestData.batch(Signal.PROFILES, 2));
    batcher.add(TestData.batch(Signal.PROFILES, 2));
    batcher.shutdown(soon());

    Batch merged = next.batches().getFirst();
    assertThat(next.batches()).hasSize(1);
    assertThat(merged.items()).isEqualTo(4);
    assertThat(OtlpMessage.of(merged).items()).isEqualTo(4);
  }

  @Test
  void profilesWhoseDictionaryIsNotAsSpecified_goAlone() {
    var request = TestData.profilesRequest(TestData.resource("shop"), 1).toBuilder();
    request.getDictionaryBuilder().clearStringTable().addStringTable("no zero value");
    Batch odd = Batch.of(Signal.PROFILES, request.build().toByteArray(), 1);
    Batcher batcher = batcher(Signal.PROFILES, items(10, 0, LONG));

    batcher.add(TestData.batch(Signal.PROFILES, 2));
    batcher.add(odd);
    batcher.add(TestData.batch(Signal.PROFILES, 2));
    batcher.shutdown(soon());

    assertThat(next.batches()).extracting(Batch::items).containsExactlyInAnyOrder(2, 1, 2);
  }

  @Test
  void loneRequest_keepsItsCompressedForm() {
    Batcher batcher = batcher(Signal.TRACES, items(2, 0, LONG));
    Encoded arrived = new Encoded("gzip", new byte[] {1, 2, 3});

    batcher.add(TestData.batch(Signal.TRACES, 2).withEncoded(arrived));

    next.awaitItems(2);
    assertThat(next.batches().getFirst().encoded()).isSameAs(arrived);
  }

  @Test
  void metadataKeys_keepValuesApart() {
    Batcher batcher = partitioned(items(4, 0, LONG), 10);

    batcher.add(from("a", 2, 0));
    batcher.add(from("b", 2, 2));
    batcher.add(from("a", 2, 4));
    batcher.add(from("b", 2, 6));

    next.awaitItems(8);
    assertThat(next.batches())
        .extracting(batch -> batch.request().metadata())
        .containsExactlyInAnyOrder(
            java.util.Map.of("tenant", List.of("a")), java.util.Map.of("tenant", List.of("b")));
  }

  @Test
  void tooManyMetadataValues_areRefusedUntilOthersAreSent() {
    Batcher batcher = partitioned(items(2, 0, LONG), 2);
    batcher.add(from("a", 1, 0));
    batcher.add(from("b", 1, 1));

    assertThatThrownBy(() -> batcher.add(from("c", 1, 2)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessage("too many batcher metadata-value combinations");
    assertThat(batcher.waitingPartitions()).isEqualTo(2);

    batcher.add(from("a", 1, 3));
    batcher.add(from("c", 1, 4));
    assertThat(batcher.waitingPartitions()).isEqualTo(2);
  }

  @Test
  void full_refusesUntilSomethingIsDelivered() {
    next.block();
    Batch batch = TestData.batch(Signal.TRACES, 10);
    Batcher batcher =
        batcher(
            BatcherSettings.inMemory(
                Signal.TRACES, items(10, 0, LONG), 2L * batch.length(), List.of(), 1));
    batcher.add(batch);
    batcher.add(batch);

    assertThatThrownBy(() -> batcher.add(batch))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageStartingWith("sending queue is full (batch holds ");
    assertThat(context.memory().reserved()).isEqualTo(2L * batch.length());

    next.release().awaitItems(20);
    await().untilAsserted(() -> batcher.add(batch));
    next.awaitItems(30);
  }

  @Test
  void largerThanTheBound_isTakenWhenNothingElseIsHeld() {
    Batcher batcher =
        batcher(BatcherSettings.inMemory(Signal.TRACES, items(1, 0, LONG), 5, List.of(), 1));

    batcher.add(TestData.batch(Signal.TRACES, 10));

    next.awaitItems(10);
  }

  @Test
  void blockOnOverflow_waitsForRoom() {
    next.block();
    Batcher batcher = batcher(queue(1, true, false));
    batcher.add(TestData.batch(Signal.TRACES, 1, 0));

    var second = CompletableFuture.runAsync(() -> batcher.add(TestData.batch(Signal.TRACES, 1, 1)));
    next.awaitWaiting(1);
    assertThat(second).isNotDone();
    next.release();

    second.join();
    next.awaitItems(2);
    assertThat(batcher.mayBlock()).isTrue();
  }

  @Test
  void waitForResult_throwsWhatBecameOfTheBatch() {
    next.refuseForGood();
    Batcher batcher = batcher(queue(10, false, true));

    assertThatThrownBy(() -> batcher.add(TestData.batch(Signal.TRACES, 3)))
        .isInstanceOf(PermanentRefusal.class);

    next.accept();
    batcher.add(TestData.batch(Signal.TRACES, 4));
    assertThat(next.items()).isEqualTo(4);
    assertThat(context.losses().items("rejected")).isEqualTo(3);
  }

  @Test
  void refusedForNow_isHandedOnAgain() {
    next.refuseForNow(3);
    Batcher batcher = batcher(Signal.TRACES, items(2, 0, LONG));

    batcher.add(TestData.batch(Signal.TRACES, 2));

    next.awaitItems(2).awaitCalls(4);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void refusedForGood_isCountedAndTheOthersGoOn() {
    next.answer(batch ->
        batch.items() == 2 ? new PermanentRefusal(PermanentRefusal.Reason.REJECTED, "no") : null);
    Batcher batcher = batcher(Signal.TRACES, items(1, 0, LONG));

    batcher.add(TestData.batch(Signal.TRACES, 2));
    batcher.add(TestData.batch(Signal.TRACES, 3));

    next.awaitItems(3);
    await().untilAsserted(() -> assertThat(context.losses().items("rejected")).isEqualTo(2));
  }

  @Test
  void consumerThatFailsUnexpectedly_isCountedAndTheOthersGoOn() {
    next.answer(batch -> {
      if (batch.items() == 2) {
        throw new IllegalStateException("a defect");
      }
      return null;
    });
    Batcher batcher = batcher(Signal.TRACES, items(1, 0, LONG));

    for (int i = 0; i < 20; i++) {
      batcher.add(TestData.batch(Signal.TRACES, 2));
    }
    batcher.add(TestData.batch(Signal.TRACES, 3));

    next.awaitItems(3);
    await().untilAsserted(() -> assertThat(context.losses().items("internal_error")).isEqualTo(40));
  }

  @Test
  void deliveryThatDies_isReportedUntilAnotherSucceeds() {
    Delivery dying =
        (batch, stop) -> {
          if (batch.items() == 2) {
            throw new StackOverflowError("a defect");
          }
        };
    Batcher batcher = new Batcher(settings(Signal.TRACES, items(1, 0, LONG)), context, dying);
    last = batcher;

    batcher.add(TestData.batch(Signal.TRACES, 2));
    await().untilAsserted(() -> assertThat(context.status().reasonNotReady()).contains("a defect"));
    assertThat(context.losses().items("internal_error")).isEqualTo(2);

    batcher.add(TestData.batch(Signal.TRACES, 1));
    await().untilAsserted(() -> assertThat(context.status().reasonNotReady()).isEmpty());
  }

  @Test
  void shutdown_handsOnWhatIsHeld() {
    Batcher batcher = batcher(Signal.TRACES, items(1000, 0, LONG));
    batcher.add(TestData.batch(Signal.TRACES, 5));

    batcher.shutdown(soon());

    assertThat(next.items()).isEqualTo(5);
    assertThatThrownBy(() -> batcher.add(TestData.batch(Signal.TRACES, 1)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessageContaining("shutting down");
  }

  @Test
  void shutdown_whileTheNextRefuses_triesUntilItAccepts() {
    next.refuseForNow(6);
    Batcher batcher = batcher(Signal.TRACES, items(1000, 0, LONG));
    batcher.add(TestData.batch(Signal.TRACES, 5));

    batcher.shutdown(soon());

    assertThat(next.items()).isEqualTo(5);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void shutdown_whenTimeIsOver_countsAllThatIsLeft() {
    next.block();
    Batcher batcher = batcher(queue(100, false, false));
    for (int i = 0; i < 25; i++) {
      batcher.add(TestData.batch(Signal.TRACES, 2));
    }
    next.awaitWaiting(10);

    batcher.shutdown(Deadline.after(Duration.ofMillis(50)));

    assertThat(context.losses().items("shutdown")).isEqualTo(50);
    assertThat(batcher.held()).isZero();
  }

  @Test
  void inFlight_isBounded() {
    next.block();
    Batcher batcher = batcher(queue(100, false, false));

    for (int i = 0; i < 25; i++) {
      batcher.add(TestData.batch(Signal.TRACES, 1));
    }

    next.awaitWaiting(10).release().awaitItems(25);
    assertThat(next.calls()).isEqualTo(25);
  }

  private Batcher batcher(Signal signal, BatchRule rule) {
    return batcher(settings(signal, rule));
  }

  private Batcher batcher(BatcherSettings settings) {
    Batcher batcher =
        new Batcher(
            settings,
            context,
            Redelivery.within(context, next),
            (batch, trigger) -> triggers.add(trigger));
    last = batcher;
    return batcher;
  }

  private Batcher partitioned(BatchRule rule, int maxPartitions) {
    return batcher(
        BatcherSettings.inMemory(Signal.TRACES, rule, 1 << 20, List.of("Tenant"), maxPartitions));
  }

  private static BatcherSettings settings(Signal signal, BatchRule rule) {
    return BatcherSettings.inMemory(signal, rule, 64 << 20, List.of(), 1000);
  }

  private static BatcherSettings queue(long capacity, boolean block, boolean waitForResult) {
    return new BatcherSettings(
        Signal.TRACES, Sizer.REQUESTS, capacity, block, waitForResult, 10, null, List.of(), 1);
  }

  private static BatchRule items(long minSize, long maxSize, Duration timeout) {
    return new BatchRule(Sizer.ITEMS, minSize, maxSize, timeout);
  }

  private static Batch from(String tenant, int items, long first) {
    return TestData.batch(Signal.TRACES, items, first)
        .withRequest(TestData.headers("tenant", tenant, "other", "x"));
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }
}
