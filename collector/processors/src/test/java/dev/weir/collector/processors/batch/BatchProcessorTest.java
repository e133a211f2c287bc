package dev.weir.collector.processors.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.Senders;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchProcessorTest extends ProcessorContract<BatchConfig> {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  final TestContext context = new TestContext("batch");
  final RecordingConsumer next = new RecordingConsumer();
  Processor batch = create(Signal.TRACES, config());

  BatchProcessorTest() {
    super(new BatchFactory());
  }

  @AfterEach
  void shutdown() {
    next.accept().release();
    batch.shutdown(soon());
    assertThat(context.memory().reserved()).isZero();
  }

  @Test
  void defaultConfig_isTheCollectors() {
    assertThat(factory.defaultConfig())
        .isEqualTo(new BatchConfig(Duration.ofMillis(200), 8192, 0, List.of(), 1000, 0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "METRICS", "LOGS"})
  void sizeReached_goesOnAsOneMessage(Signal signal) {
    batch = create(signal, new BatchConfig(LONG, 6, 0, List.of(), 0, 0));
    IntStream.range(0, 3).forEach(i -> batch.consume(TestData.batch(signal, 2, 2L * i)));
    next.awaitItems(6);

    assertThat(next.batches()).hasSize(1);
    assertThat(value("batch_size_trigger_send")).isEqualTo(1);
    assertThat(recorded("batch_send_size")).containsExactly(6.0);
    assertThat(recorded("batch_send_size_bytes"))
        .containsExactly((double) next.batches().getFirst().length());
  }

  @Test
  void order_ofOneSenderIsKeptWithinABatch() {
    batch = create(Signal.LOGS, new BatchConfig(LONG, 4, 0, List.of(), 0, 0));
    IntStream.range(0, 4).forEach(i -> batch.consume(TestData.batch(Signal.LOGS, 1, i)));
    next.awaitItems(4);

    assertThat(next.logBodies()).containsExactly("a0", "a1", "a2", "a3");
  }

  @Test
  void timeoutReached_goesOnWithWhatThereIs() {
    batch = create(Signal.TRACES, new BatchConfig(SHORT, 1000, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 2));
    next.awaitItems(2);

    assertThat(value("timeout_trigger_send")).isEqualTo(1);
    assertThat(value("batch_size_trigger_send")).isZero();
  }

  @Test
  void zeroTimeoutOrSize_handsOnAtOnce() {
    batch = create(Signal.TRACES, new BatchConfig(Duration.ZERO, 1000, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 1));
    next.awaitItems(1);
    batch.shutdown(soon());

    batch = create(Signal.TRACES, new BatchConfig(LONG, 0, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 1));
    next.awaitItems(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "METRICS", "LOGS"})
  void maxSize_isNeverExceeded(Signal signal) {
    batch = create(signal, new BatchConfig(LONG, 4, 5, List.of(), 0, 0));
    IntStream.range(0, 4).forEach(i -> batch.consume(TestData.batch(signal, 3, 3L * i)));
    batch.consume(TestData.batch(signal, 23, 100));
    batch.shutdown(soon());

    assertThat(next.items()).isEqualTo(35);
    assertThat(next.batches()).allMatch(sent -> sent.items() <= 5);
  }

  @Test
  void tooLargeForTheDestination_isHalvedUntilItFits() {
    int limit = TestData.batch(Signal.LOGS, 20).length();
    next.answer(sent ->
        sent.length() > limit
            ? new PermanentRefusal(PermanentRefusal.Reason.TOO_LARGE, "too large")
            : null);
    batch = create(Signal.LOGS, new BatchConfig(LONG, 100, 0, List.of(), 0, 0));
    IntStream.range(0, 10).forEach(i -> batch.consume(TestData.batch(Signal.LOGS, 10, 10L * i)));
    next.awaitItems(100);

    assertThat(next.logBodies()).hasSize(100).doesNotHaveDuplicates();
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void sequentialSenderOfLargeRequests_neverWaitsForTheTimeout() {
    batch = create(Signal.TRACES, new BatchConfig(LONG, 8192, 0, List.of(), 0, 0));
    long sent = Senders.send(batch, Signal.TRACES, 1, 64, 512);
    next.awaitItems(sent);

    assertThat(next.batches()).hasSize(4);
  }

  @Test
  void metadataKeys_keepRequestsApartAndGoOn() {
    batch = create(Signal.LOGS, new BatchConfig(LONG, 2, 0, List.of("Tenant"), 0, 0));
    for (String tenant : List.of("a", "b", "a", "b")) {
      batch.consume(from(tenant, 1));
    }
    next.awaitItems(4);

    assertThat(next.batches())
        .extracting(sent -> sent.request().metadata("tenant").getFirst())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(next.batches()).allMatch(sent -> sent.items() == 2);
  }

  @Test
  void missingMetadata_isACombinationOfItsOwn() {
    batch = create(Signal.LOGS, new BatchConfig(LONG, 2, 0, List.of("tenant"), 0, 0));
    batch.consume(from("a", 1));
    batch.consume(TestData.batch(Signal.LOGS, 1));
    assertThat(value("metadata_cardinality")).isEqualTo(2);
    batch.shutdown(soon());

    assertThat(next.batches()).hasSize(2);
  }

  @Test
  void tooManyCombinations_areRefused() {
    batch = create(Signal.LOGS, new BatchConfig(LONG, 9, 0, List.of("tenant"), 2, 0));
    batch.consume(from("a", 1));
    batch.consume(from("b", 1));
    batch.consume(from("a", 1));

    assertThatThrownBy(() -> batch.consume(from("c", 1)))
        .hasMessage("too many batcher metadata-value combinations");
  }

  @Test
  void heldBytesAtTheirBound_refuseTheCallerForNow() {
    Batch first = TestData.batch(Signal.TRACES, 10);
    batch = create(Signal.TRACES, new BatchConfig(LONG, 1, 0, List.of(), 0, first.length() + 1));
    next.block();
    batch.consume(first);

    assertThatThrownBy(() -> batch.consume(TestData.batch(Signal.TRACES, 10)))
        .isInstanceOf(RetryableRefusal.class);
    next.release().awaitItems(10);
    await().until(() -> context.memory().reserved() == 0);
    batch.consume(TestData.batch(Signal.TRACES, 10));
    next.awaitItems(20);
  }

  @Test
  void refusedForNow_isHandedOnAgainUntilTaken() {
    next.refuseForNow(2);
    batch = create(Signal.TRACES, new BatchConfig(LONG, 1, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 7));
    next.awaitItems(7);

    assertThat(next.calls()).isEqualTo(3);
    assertThat(context.losses().all()).isEmpty();
  }

  @Test
  void refusedForGood_isCountedAndDoesNotStopTheRest() {
    next.refuseForGood();
    batch = create(Signal.TRACES, new BatchConfig(LONG, 1, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 7));
    await().until(() -> context.losses().items("rejected") == 7);
    next.accept();
    batch.consume(TestData.batch(Signal.TRACES, 2));
    next.awaitItems(2);

    assertThat(context.losses().all().getFirst().detail()).contains("the test refuses for good");
  }

  @Test
  void shutdown_handsOnWhatIsHeldAndRefusesTheRest() {
    batch = create(Signal.TRACES, new BatchConfig(LONG, 1000, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 5));
    batch.shutdown(soon());

    assertThat(next.items()).isEqualTo(5);
    assertThat(context.losses().all()).isEmpty();
    assertThatThrownBy(() -> batch.consume(TestData.batch(Signal.TRACES, 1)))
        .isInstanceOf(RetryableRefusal.class);
  }

  @Test
  void shutdownTimeOver_countsWhatIsLeft() {
    next.refuseForNow();
    batch = create(Signal.TRACES, new BatchConfig(LONG, 1000, 0, List.of(), 0, 0));
    batch.consume(TestData.batch(Signal.TRACES, 5));
    batch.shutdown(Deadline.after(Duration.ofMillis(50)));

    assertThat(context.losses().items("shutdown")).isEqualTo(5);
  }

  @Test
  void manySendersWhileTheNextStepComesAndGoes_loseAndInventNothing() {
    Random random = new Random(7);
    next.answer(_ -> random.nextInt(4) == 0 ? new RetryableRefusal("comes and goes") : null);
    batch = create(Signal.LOGS, new BatchConfig(SHORT, 50, 60, List.of(), 0, 20_000));
    long sent = Senders.send(batch, Signal.LOGS, 16, 100, 3);
    batch.shutdown(soon());

    assertThat(context.losses().all()).isEmpty();
    assertThat(next.items()).isEqualTo(sent);
    assertThat(next.logBodies()).doesNotHaveDuplicates();
  }

  private Processor create(Signal signal, BatchConfig config) {
    Processor made = factory.create(config, signal, context, next);
    made.start();
    return made;
  }

  private double value(String name) {
    return context.telemetry().value("otelcol_processor_batch_" + name);
  }

  private List<Double> recorded(String name) {
    return context.telemetry().recorded("otelcol_processor_batch_" + name);
  }

  private static Batch from(String tenant, int items) {
    Batch plain = TestData.batch(Signal.LOGS, items);
    return plain.withRequest(TestData.headers("tenant", tenant));
  }
}
