package dev.weir.query;

import static dev.weir.query.Served.at;
import static dev.weir.query.Served.encoded;
import static dev.weir.query.Served.list;
import static dev.weir.query.Served.map;
import static dev.weir.query.Served.number;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import dev.weir.store.StoreConfig;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The answers about volume against what the official classes say of the same data.
class VolumeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MINUTES = 10;

  @TempDir Path folder;

  private final RunningPipelines pipelines = new RunningPipelines();
  private final long end = Instant.now().toEpochMilli() * 1_000_000 - 5 * SECOND;
  private final long start = end - MINUTES * 60 * SECOND;
  private ExportTraceServiceRequest spans;
  private ExportLogsServiceRequest logs;
  private ExportMetricsServiceRequest points;
  private Served served;

  TelemetryStore store() {
    return Stores.open(
        StoreConfig.of(folder).withReservedBytes(0).withMemoryBytes(256L << 20), warning -> {});
  }

  @BeforeEach
  void start() {
    Shop shop = new Shop(11, start, end - start);
    served = new Served(store(), null, pipelines);
    spans = shop.spans(800);
    logs = shop.logs(400);
    points = shop.points(50);
    var _ = served.store.append(Signal.TRACES, Shop.bytes(spans));
    var _ = served.store.append(Signal.LOGS, Shop.bytes(logs));
    var _ = served.store.append(Signal.METRICS, Shop.bytes(points));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /// A span and the service that sent it.
  private record Sent(String service, Span span) {}

  private Stream<Sent> sent() {
    return spans.getResourceSpansList().stream().flatMap(VolumeTest::sent);
  }

  private static Stream<Sent> sent(ResourceSpans resource) {
    String service = resource.getResource().getAttributes(0).getValue().getStringValue();
    return resource.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> new Sent(service, span));
  }

  private String range() {
    return "from=" + (start - SECOND) + "&to=" + (end + SECOND);
  }

  private Map<String, Object> volume(String parameters) throws Exception {
    return served.json("/api/v1/volume?" + range() + "&" + parameters);
  }

  private static Map<String, Long> bytesByKey(Map<String, Object> answer) {
    Map<String, Long> bytes = new HashMap<>();
    for (Object each : list(answer, "groups")) {
      bytes.put(
          String.valueOf(list(map(each), "keys").getFirst()), (long) number(map(each), "bytes"));
    }
    return bytes;
  }

  @Test
  void bytesOfServicesAndNames_areThoseOfTheirMessages() throws Exception {
    Map<String, Object> services = volume("signal=traces");
    assertThat(bytesByKey(services))
        .isEqualTo(
            sent()
                .collect(
                    groupingBy(Sent::service, summingLong(each -> each.span.getSerializedSize()))));
    assertThat(bytesByKey(volume("signal=traces&by=name")))
        .isEqualTo(
            sent()
                .collect(
                    groupingBy(
                        each -> each.span.getName(),
                        summingLong(each -> each.span.getSerializedSize()))));
    long all = sent().mapToLong(each -> each.span.getSerializedSize()).sum();
    assertThat(number(services, "bytes")).isEqualTo((double) all);
    assertThat(number(services, "items")).isEqualTo(800);
    assertThat(services.get("cut")).isEqualTo(false);
    List<Double> order =
        list(services, "groups").stream().map(group -> number(map(group), "bytes")).toList();
    assertThat(order).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void bytesOfLogsBySeverityAndOfMetricsByName_areThoseOfTheirMessages() throws Exception {
    Map<String, Long> severities =
        logs.getResourceLogsList().stream()
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .flatMap(scope -> scope.getLogRecordsList().stream())
            .collect(
                groupingBy(
                    log -> log.getSeverityText(), summingLong(MessageLite::getSerializedSize)));
    assertThat(bytesByKey(volume("signal=logs&by=severity"))).isEqualTo(severities);
    Map<String, Long> metrics = new HashMap<>();
    for (var metric : points.getResourceMetrics(0).getScopeMetrics(0).getMetricsList()) {
      metrics.put(
          metric.getName(),
          metric.getGauge().getDataPointsList().stream()
              .mapToLong(MessageLite::getSerializedSize)
              .sum());
    }
    assertThat(bytesByKey(volume("signal=metrics&by=metric_name"))).isEqualTo(metrics);
  }

  @Test
  void aQuery_narrowsWhatIsCounted_andUnusablePartsAreNamed() throws Exception {
    Map<String, Object> answer =
        volume("signal=logs&q=" + encoded("{ resource.service.name = \"cart\" && duration > 1s }"));
    assertThat(bytesByKey(answer)).containsOnlyKeys("cart");
    assertThat(list(answer, "ignored")).containsExactly("duration > 1s");
  }

  @Test
  void aDay_isExtrapolatedFromTheTimeThatTheStoreCovers() throws Exception {
    Map<String, Object> answer = served.json("/api/v1/volume?signal=traces&from=now-6h&to=now");
    Map<String, Object> window = map(answer.get("window"));
    double seconds = number(window, "seconds");
    assertThat(window.get("whole")).isEqualTo(false);
    assertThat(seconds).isBetween(MINUTES * 60 - 30.0, MINUTES * 60 + 60.0);
    assertThat(number(answer, "bytesPerDay"))
        .isCloseTo(number(answer, "bytes") * 86_400 / seconds, within(1.0));
    Map<String, Object> half =
        served.json("/api/v1/volume?signal=traces&from=" + (start + 300 * SECOND) + "&to=" + end);
    assertThat(map(half.get("window")).get("whole")).isEqualTo(true);
    assertThat(number(map(half.get("window")), "seconds")).isEqualTo(300.0);
  }

  @Test
  void aClockThatIsYearsBehind_doesNotStretchTheTime() throws Exception {
    served.put(
        Signal.TRACES,
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
        "spanId":"b7ad6b7169203331","name":"old","startTimeUnixNano":"1"}]}]}]}
        """);
    Map<String, Object> answer = served.json("/api/v1/volume?signal=traces&from=now-6h&to=now");
    assertThat(number(map(answer.get("window")), "seconds")).isLessThan(MINUTES * 60 + 60.0);
  }

  @Test
  void groupsBeyondTheLimit_areCutAndCounted() throws Exception {
    Map<String, Object> answer = volume("signal=traces&by=trace:id&limit=7");
    assertThat(list(answer, "groups")).hasSize(7);
    assertThat(number(answer, "groupCount")).isEqualTo(800);
    assertThat(answer.get("cut")).isEqualTo(true);
  }

  private Map<String, Long> keyBytes() {
    Map<String, Long> bytes = new HashMap<>();
    sent()
        .forEach(each -> {
          add(bytes, "span.", each.span.getAttributesList(), 9);
          each.span
              .getEventsList()
              .forEach(event -> add(bytes, "event.", event.getAttributesList(), 3));
          each.span
              .getLinksList()
              .forEach(link -> add(bytes, "link.", link.getAttributesList(), 4));
        });
    return bytes;
  }

  private static void add(
      Map<String, Long> bytes, String scope, List<KeyValue> attributes, int field) {
    for (KeyValue attribute : attributes) {
      bytes.merge(
          scope + attribute.getKey(),
          (long) CodedOutputStream.computeMessageSize(field, attribute),
          Long::sum);
    }
  }

  private Map<String, Double> keys(Map<String, Object> answer, String what) {
    Map<String, Double> keys = new HashMap<>();
    for (Object each : list(answer, "keys")) {
      Map<String, Object> key = map(each);
      if (Boolean.FALSE.equals(key.get("shared"))) {
        keys.put(key.get("scope") + "." + key.get("key"), number(key, what));
      }
    }
    return keys;
  }

  @Test
  void bytesOfAttributes_areExactWhenEverythingIsMeasured() throws Exception {
    Map<String, Object> answer =
        served.json("/api/v1/volume/attributes?signal=traces&sample=10000&" + range());
    assertThat(number(answer, "sampled")).isEqualTo(800);
    Map<String, Double> expected = new HashMap<>();
    keyBytes().forEach((key, bytes) -> expected.put(key, bytes.doubleValue()));
    assertThat(keys(answer, "bytes")).isEqualTo(expected);
    double parts =
        map(answer.get("parts")).values().stream()
            .mapToDouble(part -> ((Number) part).doubleValue())
            .sum();
    assertThat(parts).isEqualTo(number(answer, "bytes"));
    Map<String, Object> service =
        list(answer, "keys").stream()
            .map(Served::map)
            .filter(key -> "resource.service.name".equals(key.get("field")))
            .findFirst()
            .orElseThrow();
    assertThat(service.get("shared")).isEqualTo(true);
    assertThat(number(service, "occurrences")).isEqualTo(800);
  }

  @Test
  void bytesOfAttributes_areNearlyRightInASample() throws Exception {
    Map<String, Object> answer =
        served.json("/api/v1/volume/attributes?signal=traces&sample=300&" + range());
    assertThat(number(answer, "sampled")).isBetween(300.0, 330.0);
    Map<String, Long> exact = keyBytes();
    keys(answer, "bytes")
        .forEach((key, bytes) -> {
          double real = (double) exact.getOrDefault(key, 0L);
          assertThat(bytes).as(key).isBetween(0.6 * real, 1.4 * real);
        });
  }

  @Test
  void theAttributeThatMakesTheSeries_comesFirst() throws Exception {
    Map<String, Object> metrics = served.json("/api/v1/volume/metrics?" + range());
    assertThat(at(list(metrics, "metrics"), 0).get("name")).isEqualTo("requests");
    assertThat(number(at(list(metrics, "metrics"), 0), "series")).isEqualTo(100);
    assertThat(number(metrics, "series")).isEqualTo(101);
    Map<String, Object> answer =
        served.json("/api/v1/volume/metrics/attributes?metric=requests&" + range());
    assertThat(number(answer, "combinations")).isEqualTo(100);
    Map<String, Object> first = at(list(answer, "keys"), 0);
    assertThat(first.get("key")).isEqualTo("user");
    assertThat(number(first, "distinct")).isEqualTo(50);
    assertThat(number(first, "without")).isEqualTo(2);
    assertThat(number(first, "saves")).isEqualTo(0.98);
    // pod and ip change together: either alone saves nothing
    for (Object key : list(answer, "keys")) {
      if (List.of("pod", "ip").contains(map(key).get("key"))) {
        assertThat(number(map(key), "without")).isEqualTo(100);
      }
    }
  }

  private String trial(String parameters) {
    return "/api/v1/volume/trial?" + range() + "&" + parameters;
  }

  private long sum(ToLongFunction<Sent> of, String name) {
    return sent().filter(each -> !each.span.getName().equals(name)).mapToLong(of).sum();
  }

  @Test
  void aFilterOnStoredItems_savesWhatTheMessagesTake() throws Exception {
    Map<String, Object> answer =
        served.json(
            trial(
                "signal=traces&source=store&items=10000&conditions="
                    + encoded("span.name == \"GET /healthz\"\nspan.attributes[\"$x\"] == \"no\"")));
    assertThat(list(answer, "problems")).isEmpty();
    assertThat(number(map(answer.get("before")), "items")).isEqualTo(800);
    assertThat(number(map(answer.get("after")), "items"))
        .isEqualTo((double) sum(_ -> 1, "GET /healthz"));
    long kept = sum(each -> each.span.getSerializedSize(), "GET /healthz");
    assertThat(number(map(answer.get("after")), "bytes")).isEqualTo((double) kept);
    assertThat(number(answer, "saved"))
        .isCloseTo(1 - (double) kept / number(map(answer.get("before")), "bytes"), within(1e-9));
    assertThat(number(answer, "bytesPerDayAfter"))
        .isCloseTo(number(answer, "bytesPerDay") * (1 - number(answer, "saved")), within(1.0));
    assertThat(at(list(answer, "names"), 0).get("name")).isEqualTo("GET /healthz");
    assertThat(answer.get("yaml"))
        .isEqualTo(
            """
            processors:
              filter:
                error_mode: ignore
                trace_conditions:
                  - 'span.name == "GET /healthz"'
                  - 'span.attributes["$$x"] == "no"'
            """);
  }

  @Test
  void aFilterWithAContext_andOneOfPoints_work() throws Exception {
    Map<String, Object> spans =
        served.json(
            trial(
                "signal=traces&source=store&context=span&conditions="
                    + encoded("attributes[\"http.response.status_code\"] == 200")));
    assertThat(number(spans, "saved")).isBetween(0.2, 0.6);
    assertThat((String) spans.get("yaml")).contains("- context: 'span'");
    Map<String, Object> points =
        served.json(
            trial(
                "signal=metrics&source=store&conditions="
                    + encoded("datapoint.attributes[\"pod\"] == \"p1\"")));
    assertThat(number(map(points.get("after")), "items")).isEqualTo(51);
  }

  @Test
  void sampling_keepsAboutThePercentage_andCountsWhatItWrites() throws Exception {
    Map<String, Object> answer =
        served.json(
            trial("signal=traces&kind=sampling&percentage=25&mode=proportional&source=store"));
    assertThat(number(map(answer.get("after")), "items")).isBetween(140.0, 260.0);
    assertThat(answer.get("yaml"))
        .isEqualTo(
            """
            processors:
              probabilistic_sampler:
                mode: proportional
                sampling_percentage: 25
            """);
    HttpResponse<String> wrong =
        served.get(trial("signal=traces&kind=sampling&percentage=140&source=store"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("percentage: 140 (expected: 0 to 100)");
    assertThat(served.get(trial("signal=metrics&kind=sampling&percentage=5")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aWrongCondition_isShownWithACaret_andNothingIsTried() throws Exception {
    Map<String, Object> answer =
        served.json(trial("signal=traces&source=store&conditions=" + encoded("span.nam == \"x\"")));
    assertThat(String.valueOf(list(answer, "problems").getFirst()))
        .contains("span.nam == \"x\"")
        .contains("^")
        .contains("name");
    assertThat(answer).doesNotContainKey("before");
    HttpResponse<String> large = served.get(trial("signal=traces&conditions=" + "x".repeat(4_001)));
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(large.body()).contains("at most 4000 characters");
  }

  @Test
  void whatPasses_isTriedBeforeWhatIsStored_andIsNotChanged() throws Exception {
    ExportTraceServiceRequest live = new Shop(5, start, end - start).spans(40);
    byte[] bytes = live.toByteArray();
    Batch batch = Batch.of(Signal.TRACES, bytes, 40);
    CompletableFuture<Map<String, Object>> asked =
        CompletableFuture.supplyAsync(() -> {
          try {
            return served.json(
                trial(
                    "signal=traces&items=80&seconds=20&conditions="
                        + encoded("span.name == \"POST /pay\"")));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> !pipelines.listeners.isEmpty());
    pipelines.listeners.forEach(listener -> listener.accept(batch));
    pipelines.listeners.forEach(listener -> listener.accept(batch));
    Map<String, Object> answer = asked.get();
    Map<String, Object> source = map(answer.get("source"));
    assertThat(source.get("kind")).isEqualTo("tap");
    assertThat(list(source, "edges")).containsExactly(RunningPipelines.EDGE);
    assertThat(number(source, "items")).isEqualTo(80);
    long kept =
        live.getResourceSpansList().stream()
            .flatMap(VolumeTest::sent)
            .filter(each -> !each.span.getName().equals("POST /pay"))
            .mapToLong(each -> each.span.getSerializedSize())
            .sum();
    assertThat(number(map(answer.get("after")), "bytes")).isEqualTo(2.0 * kept);
    assertThat(bytes).isEqualTo(live.toByteArray());
    assertThat(pipelines.listeners).isEmpty();
  }

  @Test
  void aConditionThatFails_keepsTheItem_andSaysSo() throws Exception {
    Map<String, Object> answer =
        served.json(
            trial(
                "signal=traces&source=store&conditions="
                    + encoded("ParseJSON(span.name)[\"x\"] == \"y\"")));
    assertThat(number(answer, "saved")).isZero();
    assertThat(String.valueOf(list(answer, "warnings").getFirst())).contains("ParseJSON");
  }

  @Test
  void nothingInACondition_isExpanded() throws Exception {
    served.put(
        Signal.TRACES,
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
        "spanId":"b7ad6b7169203331","name":"${env:PATH}","startTimeUnixNano":"%d"}]}]}]}
        """
            .formatted(end));
    Map<String, Object> answer =
        served.json(
            trial(
                "signal=traces&source=store&items=10000&conditions="
                    + encoded("span.name == \"${env:PATH}\"")));
    assertThat(number(map(answer.get("after")), "items")).isEqualTo(800);
    assertThat((String) answer.get("yaml")).contains("\"$${env:PATH}\"");
  }

  @Test
  void waitingForItems_endsWithTheTimeOfTheRequest() throws Exception {
    HttpResponse<String> answer =
        served.get(
            trial(
                "signal=traces&source=tap&seconds=60&timeout=1s&conditions="
                    + encoded("span.name == \"x\"")));
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(pipelines.listeners).isEmpty();
  }

  @Test
  void whereNothingPasses_storedItemsAreTried() throws Exception {
    Map<String, Object> answer =
        served.json(
            trial("signal=traces&seconds=1&conditions=" + encoded("span.name == \"POST /pay\"")));
    assertThat(map(answer.get("source")).get("kind")).isEqualTo("store");
    assertThat(number(map(answer.get("before")), "items")).isEqualTo(800);
    Map<String, Object> tap =
        served.json(
            trial(
                "signal=logs&source=tap&seconds=1&conditions="
                    + encoded("log.severity_number < 9")));
    assertThat(number(map(tap.get("before")), "items")).isZero();
    assertThat(
            served
                .get(trial("signal=traces&edge=none&conditions=" + encoded("span.name == \"x\"")))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void anEmptyStore_answersWithNothing() throws Exception {
    try (Served none = new Served()) {
      for (String path :
          List.of(
              "volume?signal=traces",
              "volume/attributes?signal=logs",
              "volume/metrics?",
              "volume/metrics/attributes?metric=x")) {
        Map<String, Object> answer = none.json("/api/v1/" + path);
        assertThat(answer.get("cut")).as(path).isEqualTo(false);
      }
      assertThat(none.get("/api/v1/volume/trial?conditions=true").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void hostileTexts_comeBackAsTheyAre() throws Exception {
    assertThat(new ArrayList<>(bytesByKey(volume("signal=traces")).keySet()))
        .contains("<b>pay</b>");
    Map<String, Object> answer =
        served.json("/api/v1/volume/attributes?signal=traces&sample=10000&" + range());
    assertThat(list(answer, "keys"))
        .anyMatch(key -> "span.\"user agent <script>\"".equals(map(key).get("field")));
  }
}
