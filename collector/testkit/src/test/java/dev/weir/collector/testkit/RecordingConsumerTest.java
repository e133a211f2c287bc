package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordingConsumerTest {
  final RecordingConsumer consumer = new RecordingConsumer();

  @ParameterizedTest
  @EnumSource(Signal.class)
  void batchOfAnySignal_isDecodedAndCounted(Signal signal) {
    consumer.consume(TestData.batch(signal, 3));

    assertThat(consumer.items()).isEqualTo(3);
    assertThat(consumer.batches().getFirst().signal()).isEqualTo(signal);
  }

  @Test
  void itemsCanBeReadBackByName() {
    consumer.consume(TestData.spans(TestData.span("GET", 1), TestData.span("PUT", 2)));
    consumer.consume(TestData.logs(TestData.log("hello")));
    consumer.consume(TestData.batch(metricsOfEachType()));

    assertThat(consumer.spanNames()).containsExactly("GET", "PUT");
    assertThat(consumer.logBodies()).containsExactly("hello");
    assertThat(consumer.metricNames()).hasSize(5);
    assertThat(consumer.items()).isEqualTo(8);
    assertThat(consumer.resources()).hasSize(3);
  }

  @Test
  void wrongItemCount_failsTheCallAndEveryReader() {
    Batch good = TestData.batch(Signal.TRACES, 2);
    Batch bad = good.withBytes(good.buffer(), good.offset(), good.length(), 3);

    assertThatThrownBy(() -> consumer.consume(bad)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(consumer::items).hasMessageContaining("bad batch");
  }

  @Test
  void bytesThatAreNotOtlp_failTheCallAndEveryReader() {
    byte[] garbage = {1, 2, 3};

    assertThatThrownBy(() -> consumer.consume(Batch.of(Signal.LOGS, garbage, 1)))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(consumer::batches).isInstanceOf(AssertionError.class);
  }

  @Test
  void refusals_endWhenTold() {
    Batch batch = TestData.batch(Signal.LOGS, 1);
    consumer.refuseForGood();
    assertThatThrownBy(() -> consumer.consume(batch)).isInstanceOf(PermanentRefusal.class);
    consumer.refuseForNow(1);
    assertThatThrownBy(() -> consumer.consume(batch)).isInstanceOf(RetryableRefusal.class);
    consumer.consume(batch);

    assertThat(consumer.items()).isEqualTo(1);
    assertThat(consumer.calls()).isEqualTo(3);
  }

  @Test
  void blockedCaller_goesOnWhenReleased() throws InterruptedException {
    consumer.block();
    Thread caller =
        Thread.ofVirtual().start(() -> consumer.consume(TestData.batch(Signal.LOGS, 1)));
    consumer.awaitWaiting(1);
    assertThat(consumer.items()).isZero();
    consumer.release();
    caller.join();

    assertThat(consumer.items()).isEqualTo(1);
  }

  @Test
  void valuesOfEveryKind_canBeMade() {
    assertThat(TestData.value(List.of(1, Map.of("a", true))).getArrayValue().getValuesCount())
        .isEqualTo(2);
    assertThat(TestData.value(null).getValueCase().getNumber()).isZero();
  }

  private static com.google.protobuf.MessageLite metricsOfEachType() {
    return TestData.metricsRequest(
        TestData.resource("shop"),
        TestMetrics.ofEachType().toArray(io.opentelemetry.proto.metrics.v1.Metric[]::new));
  }
}
