package dev.weir.collector.processors.groupbyattrs;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.processors.CollectorCase;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupByAttrsTest extends ProcessorContract<GroupByAttrsConfig> {
  private static final Map<String, GroupByAttrsConfig> SETTINGS =
      Map.of(
          "traces_host", keys("host"),
          "traces_two", keys("host", "k"),
          "traces_compact", keys(),
          "logs_host", keys("host"),
          "metrics_host", keys("host"));

  private final TestContext context = new TestContext("groupbyattrs");
  private final RecordingConsumer next = new RecordingConsumer();

  GroupByAttrsTest() {
    super(new GroupByAttrsFactory());
  }

  @Override
  protected GroupByAttrsConfig config() {
    return keys("host");
  }

  static Stream<CollectorCase> collectorCases() throws IOException {
    return CollectorCase.beside(GroupByAttrsTest.class);
  }

  @ParameterizedTest
  @MethodSource("collectorCases")
  void items_areGroupedAsByTheCollector(CollectorCase given) {
    GroupByAttrsConfig config = requireNonNull(SETTINGS.get(given.name()));
    given.batches().forEach(batch -> consume(config, batch));

    assertThat(
            CollectorCase.lines(
                switch (given.signal()) {
                  case TRACES -> next.traces();
                  case METRICS -> next.metrics();
                  default -> next.logs();
                }))
        .containsExactlyElementsOf(given.expected());
  }

  @Test
  void randomSpans_keepEverythingAndLieUnderTheResourceOfTheirValues() {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      ExportTraceServiceRequest given = randomRequest(random);
      RecordingConsumer out = new RecordingConsumer();
      factory.create(keys("a", "b"), Signal.TRACES, context, out).consume(TestData.batch(given));

      assertThat(out.spans()).as("seed %d", seed).hasSize(3 * 12);
      assertThat(flat(out.traces().getFirst(), Set.of()))
          .as("seed %d", seed)
          .isEqualTo(flat(given, Set.of("a", "b")));
      assertThat(resources(out.traces().getFirst())).as("seed %d", seed).doesNotHaveDuplicates();
    }
  }

  @Test
  void scopesThatDiffer_andSchemaUrls_areKept() {
    ExportTraceServiceRequest given =
        TestData.spansRequest(resource("shop"), span("a", 1, attribute("host", "h"))).toBuilder()
            .mergeFrom(
                TestData.spansRequest(resource("shop"), span("b", 2, attribute("host", "h"))))
            .build();
    ExportTraceServiceRequest.Builder other = given.toBuilder();
    other
        .getResourceSpansBuilder(1)
        .getScopeSpansBuilder(0)
        .getScopeBuilder()
        .addAttributes(attribute("scope", "attribute"));
    consume(keys("host"), TestData.batch(other.build()));

    ResourceSpans made = next.traces().getFirst().getResourceSpans(0);
    assertThat(next.traces().getFirst().getResourceSpansCount()).isEqualTo(1);
    assertThat(made.getSchemaUrl()).isEqualTo("https://example/resource");
    assertThat(made.getScopeSpansList())
        .hasSize(2)
        .allMatch(scope -> scope.getSchemaUrl().equals("https://example/scope"));
    assertThat(made.getScopeSpans(1).getScope().getAttributesList()).hasSize(1);
  }

  @Test
  void itemsAndGroups_areCounted() {
    consume(
        keys("host"),
        TestData.logs(log("a", attribute("host", 1)), log("b", attribute("host", 2)), log("c")));

    assertThat(context.telemetry().value("otelcol_processor_groupbyattrs_num_grouped_logs"))
        .isEqualTo(2);
    assertThat(context.telemetry().value("otelcol_processor_groupbyattrs_num_non_grouped_logs"))
        .isEqualTo(1);
    assertThat(context.telemetry().recorded("otelcol_processor_groupbyattrs_log_groups"))
        .containsExactly(3.0);
  }

  @Test
  void nothingToGroup_handsOnTheSameBatch() {
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      consume(keys("host"), TestData.batch(signal, 3));
    }
    Batch batch = TestData.batch(Signal.TRACES, 3);
    consume(keys(), batch);

    assertThat(next.batches().getLast()).isSameAs(batch);
  }

  private void consume(GroupByAttrsConfig config, Batch batch) {
    factory.create(config, batch.signal(), context, next).consume(batch);
  }

  private static GroupByAttrsConfig keys(String... keys) {
    return new GroupByAttrsConfig(List.of(keys));
  }

  private static ExportTraceServiceRequest randomRequest(Random random) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = 0; i < 3; i++) {
      Span[] spans = new Span[12];
      for (int j = 0; j < spans.length; j++) {
        spans[j] = span("s" + i + "-" + j, j, randomAttributes(random));
      }
      request.mergeFrom(
          TestData.spansRequest(
              resource("r" + random.nextInt(2), randomAttributes(random)), spans));
    }
    return request.build();
  }

  private static KeyValue[] randomAttributes(Random random) {
    List<KeyValue> attributes = new ArrayList<>();
    for (String key : List.of("x", "b", "a")) {
      if (random.nextBoolean()) {
        attributes.add(attribute(key, "x".repeat(random.nextInt(2) * 200) + random.nextInt(2)));
      }
    }
    return attributes.toArray(KeyValue[]::new);
  }

  /// Of each span, by its name, the attributes that it and its resource have after moving `keys`.
  private static Map<String, List<Set<KeyValue>>> flat(
      ExportTraceServiceRequest request, Set<String> keys) {
    Map<String, List<Set<KeyValue>>> flat = new HashMap<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (Span span : resource.getScopeSpans(0).getSpansList()) {
        Map<String, KeyValue> ofResource = new HashMap<>();
        resource.getResource().getAttributesList().forEach(a -> ofResource.put(a.getKey(), a));
        Set<KeyValue> own = new HashSet<>(span.getAttributesList());
        span.getAttributesList().stream()
            .filter(attribute -> keys.contains(attribute.getKey()))
            .forEach(attribute -> {
              ofResource.put(attribute.getKey(), attribute);
              own.remove(attribute);
            });
        flat.put(span.getName(), List.of(own, new HashSet<>(ofResource.values())));
      }
    }
    return flat;
  }

  private static List<Set<KeyValue>> resources(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .map(ResourceSpans::getResource)
        .map(Resource::getAttributesList)
        .<Set<KeyValue>>map(HashSet::new)
        .toList();
  }
}
