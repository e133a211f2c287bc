package dev.weir.collector.processors.unroll;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnrollTest extends ProcessorContract<UnrollConfig> {
  private final TestContext context = new TestContext("unroll");
  private final RecordingConsumer next = new RecordingConsumer();

  UnrollTest() {
    super(new UnrollFactory());
  }

  @Test
  void list_becomesARecordForEachElementInItsPlace() {
    LogRecord list =
        record(
            Arrays.asList("a", 1, 2.5, true, Map.of("k", "v"), List.of("x"), new byte[] {1}, null));
    ExportLogsServiceRequest given =
        TestData.logsRequest(TestData.resource("shop"), log("first"), list, log("last"));
    consume(false, TestData.batch(given));

    ExportLogsServiceRequest.Builder expected = given.toBuilder();
    var scope = expected.getResourceLogsBuilder(0).getScopeLogsBuilder(0).clearLogRecords();
    scope.addLogRecords(log("first"));
    for (Object element :
        List.of("a", 1, 2.5, true, Map.of("k", "v"), List.of("x"), new byte[] {1}, "")) {
      scope.addLogRecords(list.toBuilder().setBody(value(element)));
    }
    scope.addLogRecords(log("last"));
    assertThat(next.logs()).containsExactly(expected.build());
  }

  @Test
  void recursive_unrollsListsWithinLists() {
    consume(true, TestData.logs(record(List.of("a", List.of("b", List.of(List.of("c"))), "d"))));

    assertThat(next.logBodies()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void emptyLists_goAndAreCounted() {
    consume(true, TestData.logs(record(List.of()), record(List.of(List.of())), log("a")));
    consume(false, TestData.logs(record(List.of())));

    assertThat(next.logBodies()).containsExactly("a");
    assertThat(context.losses().items("empty_list")).isEqualTo(3);
  }

  @Test
  void noLists_handsOnTheSameBatch() {
    Batch batch = TestData.batch(Signal.LOGS, 3);
    consume(true, batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void requestThatWouldGrowWithoutBounds_isRefused() {
    LogRecord large =
        record(Collections.nCopies(4000, "x")).toBuilder()
            .addAttributes(attribute("large", "x".repeat(1 << 20)))
            .build();

    assertThatThrownBy(() -> consume(false, TestData.logs(large)))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessageContaining("bytes");
  }

  private void consume(boolean recursive, Batch batch) {
    factory.create(new UnrollConfig(recursive), Signal.LOGS, context, next).consume(batch);
  }

  private static LogRecord record(@Nullable Object body) {
    return log("", attribute("a", 1)).toBuilder().setBody(value(body)).build();
  }
}
