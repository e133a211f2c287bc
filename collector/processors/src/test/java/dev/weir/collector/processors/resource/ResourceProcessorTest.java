package dev.weir.collector.processors.resource;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.processors.attributes.ActionConfig;
import dev.weir.collector.processors.attributes.ActionType;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceProcessorTest extends ProcessorContract<ResourceConfig> {
  final RecordingConsumer next = new RecordingConsumer();

  ResourceProcessorTest() {
    super(new ResourceFactory());
  }

  @Override
  protected ResourceConfig config() {
    return new ResourceConfig(List.of(action(ActionType.UPSERT, "env", "prod")));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("attributes");
  }

  @Test
  void everyResource_isChangedAndTheRestStays() {
    ExportTraceServiceRequest given =
        TestData.spansRequest(TestData.resource("shop"), span("a", 1)).toBuilder()
            .mergeFrom(TestData.spansRequest(TestData.resource("cart"), span("b", 2)))
            .build();
    consume(TestData.batch(given), action(ActionType.UPSERT, "env", "prod"));

    ExportTraceServiceRequest.Builder expected = given.toBuilder();
    for (ResourceSpans.Builder resource : expected.getResourceSpansBuilderList()) {
      resource.getResourceBuilder().addAttributes(attribute("env", "prod"));
    }
    assertThat(next.traces()).containsExactly(expected.build());
  }

  @Test
  void everySignal_isServed() {
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      consume(TestData.batch(signal, 2), action(ActionType.UPDATE, "service.name", "other"));
    }

    assertThat(next.resources())
        .hasSize(3)
        .allMatch(resource ->
            resource.getAttributesList().equals(List.of(attribute("service.name", "other"))));
  }

  @Test
  void missingResource_isMade() {
    ExportTraceServiceRequest.Builder given =
        TestData.spansRequest(Resource.getDefaultInstance(), span("a", 1)).toBuilder();
    given.getResourceSpansBuilder(0).clearResource();
    consume(TestData.batch(given.build()), action(ActionType.INSERT, "env", "prod"));

    assertThat(next.resources().getFirst().getAttributesList())
        .containsExactly(attribute("env", "prod"));
  }

  @Test
  void nothingChanged_handsOnTheSameBatch() {
    Batch batch = TestData.batch(Signal.LOGS, 3);
    consume(batch, action(ActionType.INSERT, "service.name", "other"));
    consume(batch, action(ActionType.DELETE, "missing", null));

    assertThat(next.batches()).hasSize(2).allMatch(sent -> sent == batch);
  }

  private void consume(Batch batch, ActionConfig action) {
    factory
        .create(new ResourceConfig(List.of(action)), batch.signal(), new TestContext(), next)
        .consume(batch);
  }

  private static ActionConfig action(ActionType type, String key, @Nullable Object value) {
    return new ActionConfig(key, value, null, "", "", "", null, type);
  }
}
