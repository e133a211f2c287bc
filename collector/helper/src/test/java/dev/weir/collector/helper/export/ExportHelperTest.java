package dev.weir.collector.helper.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status;
import dev.weir.collector.helper.batching.Sizer;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExportHelperTest {
  private static final QueueConfig QUEUE = QueueConfig.defaults();
  private static final QueueConfig NO_QUEUE = QueueConfig.disabled();
  private static final RetryConfig QUICK =
      new RetryConfig(true, Duration.ofMillis(1), 0, 1, Duration.ofMillis(1), Duration.ZERO);
  private static final RetryConfig NO_RETRY =
      new RetryConfig(false, Duration.ofMillis(1), 0, 1, Duration.ofMillis(1), Duration.ZERO);

  private final TestContext context = new TestContext("otlp_grpc");
  private final RecordingConsumer destination = new RecordingConsumer();
  private final AtomicReference<Duration> lastTimeout = new AtomicReference<>(Duration.ZERO);
  private @Nullable ExportHelper last;

  @AfterEach
  void everythingIsGivenBack() {
    if (last != null) {
      destination.accept().release();
      last.shutdown(soon());
    }
    assertThat(context.memory().reserved()).isZero();
    assertThat(value("otelcol_exporter_in_flight_requests")).isZero();
  }

  @Test
  void queue_takesAndDelivers() {
    ExportHelper exporter = exporter(QUEUE, QUICK);

    exporter.consume(spans(5));

    destination.awaitItems(5);
    assertThat(exporter.mayBlock()).isFalse();
    await().untilAsserted(() -> assertThat(value("otelcol_exporter_sent_spans")).isEqualTo(5));
    assertThat(value("otelcol_exporter_queue_capacity", "data_type", "traces")).isEqualTo(1000);
    assertThat(context.telemetry().value("otelcol_exporter_sent_spans", "server.address", "there"))
        .isEqualTo(5);
    assertThat(context.status().level()).isEqualTo(Status.Level.OK);
    assertThat(lastTimeout.get()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void queueSize_countsWhatIsBeingSent() {
    destination.block();
    ExportHelper exporter = exporter(QUEUE, QUICK);
    exporter.consume(spans(5));
    destination.awaitWaiting(1);

    assertThat(value("otelcol_exporter_queue_size")).isEqualTo(1);
    assertThat(value("otelcol_exporter_in_flight_requests")).isEqualTo(1);
    assertThat(context.memory().reserved()).isEqualTo(spans(5).length());
  }

  @Test
  void fullQueue_refuses() {
    destination.block();
    ExportHelper exporter = exporter(queueOf(10, Sizer.ITEMS, 1, false, false, null), QUICK);
    exporter.consume(spans(8));

    assertThatThrownBy(() -> exporter.consume(spans(3)))
        .isInstanceOf(RetryableRefusal.class)
        .hasMessage("sending queue is full (otlp_grpc holds 8 of 10 items)");
    assertThat(value("otelcol_exporter_enqueue_failed_spans")).isEqualTo(3);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void queueOfBytes_isMeasuredInBytes() {
    destination.block();
    long capacity = spans(4).length() + 1L;
    ExportHelper exporter = exporter(queueOf(capacity, Sizer.BYTES, 1, false, false, null), QUICK);
    exporter.consume(spans(4));

    assertThatThrownBy(() -> exporter.consume(spans(1))).isInstanceOf(RetryableRefusal.class);
    assertThat(value("otelcol_exporter_queue_size")).isEqualTo(spans(4).length());
  }

  @Test
  void numConsumers_isTheNumberOfRequestsInFlight() {
    destination.block();
    ExportHelper exporter = exporter(queueOf(100, Sizer.REQUESTS, 3, false, false, null), QUICK);
    for (int i = 0; i < 10; i++) {
      exporter.consume(spans(1));
    }

    destination.awaitWaiting(3).release().awaitItems(10);
  }

  @Test
  void batch_mergesWhatWaits() {
    ExportHelper exporter =
        exporter(queueOf(1000, Sizer.ITEMS, 2, false, false, batch(null, 30)), QUICK);
    for (int i = 0; i < 6; i++) {
      exporter.consume(spans(10));
    }

    destination.awaitItems(60);
    assertThat(destination.batches()).extracting(Batch::items).containsExactly(30, 30);
    assertThat(context.telemetry().recorded("otelcol_exporter_queue_batch_send_size"))
        .containsExactly(30.0, 30.0);
    assertThat(context.telemetry().recorded("otelcol_exporter_enqueue_size")).hasSize(6);
  }

  @Test
  void waitForResult_withBatch_answersEachCaller() {
    ExportHelper exporter =
        exporter(queueOf(1000, Sizer.ITEMS, 2, true, false, batch(null, 4)), QUICK);

    var first =
        CompletableFuture.runAsync(() -> exporter.consume(spans(2)), Thread::startVirtualThread);
    var second =
        CompletableFuture.runAsync(() -> exporter.consume(spans(2)), Thread::startVirtualThread);

    first.join();
    second.join();
    assertThat(destination.items()).isEqualTo(4);
    assertThat(exporter.mayBlock()).isTrue();
  }

  @Test
  void refusedForNow_isSentAgainAndTheStatusSaysSo() {
    destination.refuseForNow();
    ExportHelper exporter = exporter(QUEUE, QUICK);
    exporter.consume(spans(2));
    destination.awaitCalls(3);
    assertThat(context.status().level()).isEqualTo(Status.Level.RECOVERABLE_ERROR);

    destination.accept().awaitItems(2);

    await().untilAsserted(() -> assertThat(context.status().level()).isEqualTo(Status.Level.OK));
    assertThat(value("otelcol_exporter_retry_attempts")).isGreaterThanOrEqualTo(2);
    assertThat(value("otelcol_exporter_send_failed_spans")).isZero();
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void anothersSuccess_endsTheWaitForTheNextAttempt() {
    Duration anHour = Duration.ofHours(1);
    destination.refuseForNow(1);
    ExportHelper exporter =
        exporter(QUEUE, new RetryConfig(true, anHour, 0, 1, anHour, Duration.ZERO));
    exporter.consume(spans(100));
    destination.awaitCalls(1);

    await()
        .until(() -> {
          exporter.consume(spans(1));
          return destination.items() >= 100;
        });
  }

  @Test
  void anothersSuccess_doesNotShortenTheWaitThatWasAskedFor() {
    Duration asked = Duration.ofHours(1);
    AtomicReference<@Nullable RetryableRefusal> once =
        new AtomicReference<>(new RetryableRefusal("slow down", asked));
    destination.answer(batch -> once.getAndSet(null));
    ExportHelper exporter = exporter(QUEUE, QUICK);
    exporter.consume(spans(100));
    destination.awaitCalls(1);

    for (int i = 0; i < 20; i++) {
      exporter.consume(spans(1));
    }

    destination.awaitItems(20);
    assertThat(destination.items()).isEqualTo(20);
  }

  @Test
  void throttled_waitsAsLongAsAsked() {
    Duration asked = Duration.ofMillis(300);
    AtomicReference<@Nullable RetryableRefusal> once =
        new AtomicReference<>(new RetryableRefusal("slow down", asked));
    destination.answer(batch -> once.getAndSet(null));
    ExportHelper exporter = exporter(QUEUE, QUICK);
    long start = System.nanoTime();

    exporter.consume(spans(1));

    destination.awaitItems(1);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(asked.toNanos());
  }

  @Test
  void maxElapsedTime_givesUpAndCounts() {
    destination.refuseForNow();
    RetryConfig shortly =
        new RetryConfig(
            true, Duration.ofMillis(5), 0, 1, Duration.ofMillis(5), Duration.ofMillis(30));
    ExportHelper exporter = exporter(QUEUE, shortly);

    exporter.consume(spans(7));

    await()
        .untilAsserted(() -> assertThat(context.losses().items("retries_exhausted")).isEqualTo(7));
    assertThat(value("otelcol_exporter_send_failed_spans", "error.permanent", "false"))
        .isEqualTo(7);
  }

  @Test
  void retryDisabled_givesUpAtOnce() {
    destination.refuseForNow();
    ExportHelper exporter = exporter(QUEUE, NO_RETRY);

    exporter.consume(spans(7));

    await()
        .untilAsserted(() -> assertThat(context.losses().items("retries_exhausted")).isEqualTo(7));
    assertThat(destination.calls()).isEqualTo(1);
  }

  @Test
  void refusedForGood_isCountedWithItsType() {
    destination.answer(
        batch -> new PermanentRefusal(Reason.REJECTED, "no such tenant", "Unauthenticated"));
    ExportHelper exporter = exporter(QUEUE, QUICK);

    exporter.consume(spans(7));

    await().untilAsserted(() -> assertThat(context.losses().items("rejected")).isEqualTo(7));
    assertThat(value("otelcol_exporter_send_failed_spans", "error.type", "Unauthenticated"))
        .isEqualTo(7);
    assertThat(context.losses().all().getFirst().detail()).isEqualTo("no such tenant");
  }

  @Test
  void oneItemTooLarge_isNotSentAgain() {
    destination.answer(batch -> new PermanentRefusal(Reason.TOO_LARGE, "too large"));
    ExportHelper exporter = exporter(QUEUE, QUICK);

    exporter.consume(spans(1));

    await().untilAsserted(() -> assertThat(context.losses().items("rejected")).isEqualTo(1));
    assertThat(destination.calls()).isEqualTo(1);
  }

  @Test
  void senderThatThrowsUnexpectedly_losesOnlyThatBatch() {
    destination.answer(batch -> {
      if (batch.items() == 2) {
        throw new IllegalStateException("a defect");
      }
      return null;
    });
    ExportHelper exporter = exporter(queueOf(100, Sizer.REQUESTS, 1, false, false, null), QUICK);

    exporter.consume(spans(2));
    exporter.consume(spans(3));

    destination.awaitItems(3);
    assertThat(context.losses().items("internal_error")).isEqualTo(2);
    assertThat(context.log().lines())
        .anyMatch(line -> line.error() instanceof IllegalStateException);
  }

  @Test
  void withoutQueue_theCallerWaitsAndHearsTheRefusal() {
    destination.refuseForGood();
    ExportHelper exporter = exporter(NO_QUEUE, QUICK);

    assertThat(exporter.mayBlock()).isTrue();
    assertThatThrownBy(() -> exporter.consume(spans(2))).isInstanceOf(PermanentRefusal.class);
    assertThat(context.losses().all()).isEmpty();
    assertThat(context.log().messages(Log.Level.ERROR))
        .containsExactly("Exporting failed. Rejecting data.");
    assertThat(value("otelcol_exporter_send_failed_spans")).isEqualTo(2);

    destination.accept();
    exporter.consume(spans(3));
    assertThat(destination.items()).isEqualTo(3);
  }

  @Test
  void withoutQueue_retriesOnlyAsLongAsTheCallerWaits() {
    destination.refuseForNow();
    RetryConfig slow =
        new RetryConfig(true, Duration.ofMinutes(1), 0, 1, Duration.ofMinutes(1), Duration.ZERO);
    ExportHelper exporter = exporter(NO_QUEUE, slow);
    RequestInfo hurried =
        new RequestInfo(
            Map.of(), null, Map.of(), System.nanoTime() + Duration.ofSeconds(2).toNanos());

    assertThatThrownBy(() -> exporter.consume(spans(2).withRequest(hurried)))
        .isInstanceOf(RetryableRefusal.class);
    assertThat(lastTimeout.get()).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shutdown_drainsTheQueue() {
    destination.slow(Duration.ofMillis(5));
    ExportHelper exporter = exporter(queueOf(1000, Sizer.REQUESTS, 2, false, false, null), QUICK);
    for (int i = 0; i < 50; i++) {
      exporter.consume(spans(2));
    }

    exporter.shutdown(soon());

    assertThat(destination.items()).isEqualTo(100);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void shutdown_whileTheDestinationIsDown_countsEveryItem() {
    destination.refuseForNow();
    ExportHelper exporter =
        exporter(queueOf(1000, Sizer.REQUESTS, 2, false, false, null), RetryConfig.defaults());
    for (int i = 0; i < 20; i++) {
      exporter.consume(spans(3));
    }
    destination.awaitCalls(2);

    exporter.shutdown(Deadline.after(Duration.ofMillis(100)));

    assertThat(context.losses().items("shutdown")).isEqualTo(60);
  }

  @Test
  void shutdown_whileTheDestinationStalls_countsEveryItem() {
    destination.block();
    ExportHelper exporter = exporter(queueOf(1000, Sizer.REQUESTS, 2, false, false, null), QUICK);
    for (int i = 0; i < 20; i++) {
      exporter.consume(spans(3));
    }
    destination.awaitWaiting(2);

    exporter.shutdown(Deadline.after(Duration.ofMillis(100)));

    assertThat(context.losses().items("shutdown")).isEqualTo(60);
  }

  @Test
  void storage_namesAnExtensionThatMustExist() {
    ExportHelper exporter =
        exporter(
            new QueueConfig(
                true, 1, 1, Sizer.REQUESTS, false, false, ComponentId.parse("file_storage"), null),
            QUICK);

    assertThatThrownBy(exporter::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("file_storage");
  }

  private ExportHelper exporter(QueueConfig queue, RetryConfig retry) {
    ExportHelper exporter =
        new ExportHelper(
            context,
            Signal.TRACES,
            new ExportSettings(
                Duration.ofSeconds(5), retry, queue, Map.of("server.address", "there")),
            (batch, timeout) -> {
              lastTimeout.set(timeout);
              destination.consume(batch);
            });
    last = exporter;
    return exporter;
  }

  private static QueueConfig queueOf(
      long size,
      Sizer sizer,
      int consumers,
      boolean waitForResult,
      boolean blockOnOverflow,
      @Nullable BatchConfig batch) {
    return new QueueConfig(
        true, consumers, size, sizer, waitForResult, blockOnOverflow, null, batch);
  }

  private static BatchConfig batch(@Nullable Sizer sizer, long minSize) {
    return new BatchConfig(
        true, Duration.ofHours(1), sizer, minSize, 0, PartitionConfig.defaults());
  }

  private double value(String name, String... labels) {
    return context.telemetry().value(name, labels);
  }

  private static Batch spans(int count) {
    return TestData.batch(Signal.TRACES, count);
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }
}
