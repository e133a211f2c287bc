package dev.weir.collector.processors.memorylimiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Status;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryLimiterTest extends ProcessorContract<MemoryLimiterConfig> {
  private static final long MIB = 1024 * 1024;

  final TestContext context = new TestContext("memory_limiter");
  final RecordingConsumer next = new RecordingConsumer();
  final Processor limiter = factory.create(config(), Signal.TRACES, context, next);

  MemoryLimiterTest() {
    super(new MemoryLimiterFactory());
  }

  @Override
  protected MemoryLimiterConfig config() {
    return limits(400, 50, 0, 0);
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("check_interval", "");
  }

  @AfterEach
  void shutdown() {
    limiter.shutdown(Deadline.after(Duration.ZERO));
  }

  @Test
  void start_setsTheLimitsOfTheProcess() {
    limiter.start();

    assertThat(context.memory().limitBytes()).isEqualTo(400 * MIB);
    assertThat(context.memory().softLimitBytes()).isEqualTo(350 * MIB);
    assertThat(context.log().lines().getFirst().fields())
        .containsExactly("limit_mib=400", "spike_limit_mib=50", "check_interval=0.001");
  }

  @Test
  void enoughMemory_handsOnTheSameBatch() {
    var batch = TestData.batch(Signal.TRACES, 3);
    limiter.consume(batch);

    assertThat(next.batches()).singleElement().isSameAs(batch);
    assertThat(context.telemetry().value("otelcol_processor_memory_limiter_accepted_spans"))
        .isEqualTo(3);
  }

  @Test
  void memoryLimited_refusesForNowAndSaysWhenToComeBack() {
    context.memory().limited(true);

    assertThatThrownBy(() -> limiter.consume(TestData.batch(Signal.TRACES, 3)))
        .hasMessage("data refused due to high memory usage")
        .asInstanceOf(type(RetryableRefusal.class))
        .satisfies(refusal -> assertThat(refusal.retryAfter()).isPositive());
    assertThat(next.calls()).isZero();
    assertThat(context.telemetry().value("otelcol_processor_memory_limiter_refused_spans"))
        .isEqualTo(3);
    assertThat(context.telemetry().value("otelcol_processor_memory_limiter_accepted_spans"))
        .isZero();
  }

  @Test
  void memoryFreeAgain_takesDataAgain() {
    context.memory().limited(true);
    assertThatThrownBy(() -> limiter.consume(TestData.batch(Signal.TRACES, 1)))
        .isInstanceOf(RetryableRefusal.class);
    context.memory().limited(false);
    limiter.consume(TestData.batch(Signal.TRACES, 1));

    assertThat(next.items()).isEqualTo(1);
  }

  @Test
  void status_followsTheMemoryWithoutAnyData() {
    limiter.start();
    context.memory().limited(true);
    await()
        .untilAsserted(
            () -> assertThat(context.status().reasonNotReady()).contains("high memory usage"));
    assertThat(context.status().level()).isEqualTo(Status.Level.RECOVERABLE_ERROR);

    context.memory().limited(false);
    await().untilAsserted(() -> assertThat(context.status().reasonNotReady()).isEmpty());
    assertThat(context.status().level()).isEqualTo(Status.Level.OK);
  }

  @Test
  void shutdownWhileLimited_leavesNoReasonBehind() {
    limiter.start();
    context.memory().limited(true);
    await().until(() -> !context.status().reasonNotReady().isEmpty());
    limiter.shutdown(soon());

    await().untilAsserted(() -> assertThat(context.status().reasonNotReady()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 0, 0, 100, 80",
    "100, 30, 0, 0, 100, 70",
    "0, 0, 50, 0, 500, 400",
    "0, 0, 80, 25, 800, 550",
    "100, 0, 50, 20, 100, 80",
  })
  void limits_areReadAsInTheCollector(
      long mib, long spikeMib, long percent, long spikePercent, long hard, long soft) {
    Limits limits = Limits.of(limits(mib, spikeMib, percent, spikePercent), 1000 * MIB);

    assertThat(limits).isEqualTo(new Limits(hard * MIB, soft * MIB));
  }

  static MemoryLimiterConfig limits(long mib, long spikeMib, long percent, long spikePercent) {
    return new MemoryLimiterConfig(
        Duration.ofMillis(1),
        Duration.ofSeconds(10),
        Duration.ZERO,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        mib,
        spikeMib,
        percent,
        spikePercent);
  }
}
