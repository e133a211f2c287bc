package dev.weir.query;

import static dev.weir.query.Served.at;
import static dev.weir.query.Served.encoded;
import static dev.weir.query.Served.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.StartException;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.Signal;
import dev.weir.store.Stores;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryServiceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private final long now = Instant.now().toEpochMilli() * 1_000_000;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served();
    served.put(Signal.TRACES, spans(TRACE, "frontend", "GET /cart", 2, "", "1", 400, 1));
    served.put(Signal.TRACES, spans(TRACE, "cart", "GET /items", 2, "1", "2", 300, 2));
    served.put(Signal.TRACES, spans("ff", "batch", "nightly", 1, "", "3", 20, 1));
    served.put(
        Signal.LOGS,
        """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
        "scopeLogs":[{"logRecords":[
        {"timeUnixNano":"%d","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"Payment refused"},
         "traceId":"%s","spanId":"0000000000000002","attributes":[{"key":"user","value":{"stringValue":"u1"}}]},
        {"timeUnixNano":"%d","severityNumber":9,"severityText":"INFO","body":{"stringValue":"hello"}}]}]}]}
        """
            .formatted(now - 900_000_000L, TRACE, now - 800_000_000L));
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      points.append(i == 0 ? "" : ",");
      points.append(
          "{\"startTimeUnixNano\":\"%d\",\"timeUnixNano\":\"%d\",\"asInt\":\"%d\",\"attributes\":[{\"key\":\"route\",\"value\":{\"stringValue\":\"/a\"}}]}"
              .formatted(now - 600_000_000_000L, now - (10 - i) * 10_000_000_000L, i * 50));
    }
    served.put(
        Signal.METRICS,
        """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
        "scopeMetrics":[{"metrics":[{"name":"requests","unit":"1","sum":{"aggregationTemporality":2,"isMonotonic":true,
        "dataPoints":[%s]}}]}]}]}
        """
            .formatted(points));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private String spans(
      String trace,
      String service,
      String name,
      int kind,
      String parent,
      String id,
      int millis,
      int status) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
    "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"%32s","spanId":"%16s","parentSpanId":"%s","name":"%s",
    "kind":%d,"startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},
    "attributes":[{"key":"http.route","value":{"stringValue":"/%s"}},{"key":"size","value":{"intValue":"9007199254740995"}}],
    "events":[{"timeUnixNano":"%d","name":"exception","attributes":[{"key":"exception.type","value":{"stringValue":"IOError"}}]}]
    }]}]}]}
    """
        .formatted(
            service,
            trace,
            id,
            parent.isEmpty() ? "" : "%16s".formatted(parent),
            name,
            kind,
            now - 1_000_000_000L,
            now - 1_000_000_000L + millis * 1_000_000L,
            status,
            service,
            now - 900_000_000L)
        .replaceAll("(Id\":\") +", "$1")
        .replaceAll("\"traceId\":\"([0-9a-f]{1,31})\"", "\"traceId\":\"" + "0".repeat(30) + "$1\"")
        .replaceAll("panId\":\"([0-9a-f])\"", "panId\":\"000000000000000$1\"");
  }

  @Test
  void traces_areFoundByAttributesAndNamedWithTheirRoot() throws Exception {
    Map<String, Object> found =
        served.json(
            "/api/v1/traces?q="
                + encoded("{ resource.service.name = \"cart\" && duration > 100ms }")
                + "&select=span.size");
    Map<String, Object> trace = at(list(found, "traces"), 0);
    assertThat(list(found, "traces")).hasSize(1);
    assertThat(trace.get("traceId")).isEqualTo(TRACE);
    assertThat(trace.get("rootService")).isEqualTo("frontend");
    assertThat(trace.get("spans")).isEqualTo(2);
    assertThat(trace.get("matched")).isEqualTo(1);
    Map<String, Object> match = at(list(trace, "matches"), 0);
    assertThat(match.get("status")).isEqualTo("error");
    assertThat(Served.map(match.get("attributes")).get("span.size"))
        .isEqualTo(Map.of("int", "9007199254740995"));
  }

  @Test
  void structuralQueries_areAnswered() throws Exception {
    String query = "{ resource.service.name = \"frontend\" } >> { status = error }";
    assertThat(list(served.json("/api/v1/traces?q=" + encoded(query)), "traces")).hasSize(1);
    query = "{ resource.service.name = \"batch\" } >> { status = error }";
    assertThat(list(served.json("/api/v1/traces?q=" + encoded(query)), "traces")).isEmpty();
  }

  @Test
  void aTrace_isGivenAsColumnsAsOtlpAndSpanBySpan() throws Exception {
    Map<String, Object> trace = served.json("/api/v1/traces/" + TRACE + "?logs=true");
    Map<String, Object> columns = Served.map(trace.get("spans"));
    assertThat(list(columns, "id")).hasSize(2);
    assertThat(list(columns, "parent")).containsExactly(-1, 0);
    assertThat(list(columns, "logs")).containsExactly(0, 1);
    assertThat(trace.get("logs")).isEqualTo(1);
    assertThat(served.get("/api/v1/traces/" + TRACE + "?format=otlp").body())
        .contains("\"resourceSpans\":[")
        .contains("IOError");
    assertThat(served.get("/api/v1/traces/" + TRACE + "/spans/2").body())
        .contains("GET /items")
        .doesNotContain("GET /cart");
    assertThat(list(served.json("/api/v1/traces/" + TRACE + "/search?text=items"), "spanIds"))
        .isEqualTo(List.of("0000000000000002"));
    assertThat(list(served.json("/api/v1/traces/" + TRACE + "/logs"), "logs")).hasSize(1);
    assertThat(served.get("/api/v1/traces/abcd").statusCode()).isEqualTo(404);
    assertThat(served.get("/api/v1/traces/xyz").statusCode()).isEqualTo(400);
  }

  @Test
  void groupsAndHeatmap_countEverySpan() throws Exception {
    Map<String, Object> groups =
        served.json(
            "/api/v1/spans/groups?by=resource.service.name&measures=count,errors,p50&columns=10");
    assertThat(list(groups, "groups")).hasSize(3);
    Map<String, Object> heatmap = served.json("/api/v1/spans/heatmap?columns=10");
    long counted =
        list(heatmap, "counts").stream()
            .flatMap(column -> ((List<?>) column).stream())
            .mapToLong(count -> ((Number) count).longValue())
            .sum();
    assertThat(counted).isEqualTo(3);
    Map<String, Object> rates =
        served.json("/api/v1/spans/metrics?q=" + encoded("{} | count_over_time() by(name)"));
    assertThat(list(rates, "series")).hasSize(3);
  }

  @Test
  void logs_areSearchedCountedAndShownInContext() throws Exception {
    Map<String, Object> found =
        served.json("/api/v1/logs?text=REFUSED&select=log.user&q=" + encoded("{ duration > 1s }"));
    Map<String, Object> log = at(list(found, "logs"), 0);
    assertThat(log.get("body")).isEqualTo("Payment refused");
    assertThat(log.get("attributes")).isEqualTo(Map.of("log.user", "u1"));
    assertThat(found.get("ignored")).isEqualTo(List.of("duration > 1s"));
    assertThat(served.json("/api/v1/logs/volume").get("total")).isEqualTo(2);
    Map<String, Object> context = served.json("/api/v1/logs/" + log.get("ref") + "/context");
    assertThat(list(context, "after")).hasSize(1);
    assertThat(Served.map(context.get("at")).get("ref")).isEqualTo(log.get("ref"));
    assertThat(served.get("/api/v1/logs/" + log.get("ref")).body()).contains("resourceLogs");
  }

  @Test
  void metrics_areListedAndDrawn() throws Exception {
    Map<String, Object> metric = at(list(served.json("/api/v1/metrics"), "metrics"), 0);
    assertThat(metric.get("name")).isEqualTo("requests");
    assertThat(metric.get("aggregation")).isEqualTo("rate");
    Map<String, Object> chart =
        served.json("/api/v1/metrics/series?metric=requests&by=point.route&step=10s&from=now-5m");
    Map<String, Object> line = at(list(chart, "series"), 0);
    assertThat(line.get("labels")).isEqualTo(Map.of("point.route", "/a"));
    assertThat(list(line, "points"))
        .anySatisfy(point -> assertThat(String.valueOf(((List<?>) point).get(1))).isEqualTo("5"));
  }

  @Test
  void services_haveRatesErrorsAndEdges() throws Exception {
    List<Object> services = list(served.json("/api/v1/services"), "services");
    assertThat(services).hasSize(3);
    Map<String, Object> graph = served.json("/api/v1/services/graph");
    assertThat(list(graph, "edges")).hasSize(1);
    assertThat(at(list(graph, "edges"), 0).get("to")).isEqualTo("service:cart");
    Map<String, Object> cart = served.json("/api/v1/services/cart");
    assertThat(list(cart, "operations")).hasSize(1);
    assertThat(cart.get("errors")).isEqualTo(1);
    Map<String, Object> error = at(list(served.json("/api/v1/errors"), "errors"), 0);
    assertThat(error.get("type")).isEqualTo("IOError");
  }

  @Test
  void compare_ranksWhatDiffers() throws Exception {
    Map<String, Object> answer =
        served.json("/api/v1/compare?sample=100&a=" + encoded("{ status = error }"));
    List<Object> attributes = list(answer, "attributes");
    assertThat(attributes)
        .anySatisfy(field -> {
          assertThat(Served.map(field).get("field")).isEqualTo("span.http.route");
          assertThat(Served.number(Served.map(field), "score")).isEqualTo(1.0);
        });
  }

  @Test
  void groups_byAFieldOfTheParent_areThoseOfTheParent() throws Exception {
    Map<String, Object> answer =
        served.json(
            "/api/v1/spans/groups?measures=count&by=parent.resource.service.name&q="
                + encoded("{ resource.service.name = \"cart\" }"));
    Map<String, Object> group = at(list(answer, "groups"), 0);
    assertThat(list(answer, "by")).containsExactly("parent.resource.service.name");
    assertThat(list(group, "keys")).containsExactly("frontend");
  }

  @Test
  void compare_leavesOutTheFieldsThatDefineTheGroups() throws Exception {
    Map<String, Object> answer =
        served.json("/api/v1/compare?sample=100&a=" + encoded("{ status = error && .size > 1 }"));
    assertThat(list(answer, "attributes"))
        .noneMatch(
            field -> List.of("status", "span.size").contains(Served.map(field).get("field")));
    assertThat(list(answer, "defining")).containsExactlyInAnyOrder("status", "span.size");
  }

  @Test
  void answers_areCompressedForThoseWhoTakeIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(served.uri("/api/v1/openapi.yaml"))
            .header("accept-encoding", "br, gzip;q=0.8")
            .build();
    HttpResponse<byte[]> answer = served.client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("vary")).contains("accept-encoding");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(plain, UTF_8)).contains("openapi: 3");
    assertThat(plain.length).isGreaterThan(answer.body().length);
    HttpResponse<String> refused =
        served.get("/api/v1/openapi.yaml", "accept-encoding", "gzip;q=0");
    assertThat(refused.headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void serviceGraph_withMoreSpansThanAreJoined_countsAllRequestsOfServices() throws Exception {
    StringBuilder spans = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      spans
          .append(i == 0 ? "" : ",")
          .append(
              "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"name\":\"many\",\"kind\":2,\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}"
                  .formatted(i + 1, i + 1, now - 60_000_000_000L, now - 59_000_000_000L));
    }
    String request =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"busy\"}}]},\"scopeSpans\":[{\"spans\":["
            + spans
            + "]}]}]}";
    for (int i = 0; i < 31; i++) {
      served.put(Signal.TRACES, request);
    }
    Map<String, Object> graph = served.json("/api/v1/services/graph");
    assertThat(graph.get("cut")).isEqualTo(true);
    assertThat(graph.get("since")).isNotNull();
    assertThat(list(graph, "nodes"))
        .anySatisfy(node -> {
          assertThat(Served.map(node).get("name")).isEqualTo("busy");
          assertThat(Served.map(node).get("count")).isEqualTo(31_000);
        });
  }

  @Test
  void completion_offersFieldsOperatorsAndValues() throws Exception {
    assertThat(inserts("{ ser")).contains("resource.service.name");
    assertThat(served.get("/api/v1/complete?cursor=6&q=" + encoded("{ dura")).body())
        .contains("\"insert\":\"duration\"")
        .doesNotContain("\"count\"");
    assertThat(inserts("{ resource.service.name = \"c")).containsExactly("\"cart\"");
    assertThat(inserts("{ status = ")).containsExactly("error", "ok", "unset");
    assertThat(inserts("{ duration ")).contains(">=");
    assertThat(inserts("{ } | ra")).contains("rate()");
    assertThat(inserts("{ \"unfinished")).isEmpty();
  }

  private List<String> inserts(String query) throws Exception {
    return list(served.json("/api/v1/complete?q=" + encoded(query)), "items").stream()
        .map(item -> String.valueOf(Served.map(item).get("insert")))
        .toList();
  }

  @Test
  void wrongQueries_areAnsweredWithPlaceAndSuggestion() throws Exception {
    HttpResponse<String> answer = served.get("/api/v1/traces?q=" + encoded("{ durtion > 2s }"));
    assertThat(answer.statusCode()).isEqualTo(400);
    Map<String, Object> error = Served.map(Served.map(Served.parse(answer.body())).get("error"));
    assertThat(error.get("code")).isEqualTo("bad_query");
    assertThat(error.get("offset")).isEqualTo(2);
    assertThat(error.get("suggestion")).isEqualTo("duration");
    Map<String, Object> parsed = served.json("/api/v1/parse?q=" + encoded("{ durtion > 2s }"));
    assertThat(parsed.get("error")).isEqualTo(error);
  }

  @Test
  void chips_saysWhatAQueryHolds() throws Exception {
    Map<String, Object> parsed =
        served.json("/api/v1/parse?q=" + encoded("duration > 2s && resource.a = \"x\""));
    assertThat(parsed.get("canonical")).isEqualTo("{ duration > 2s && resource.a = \"x\" }");
    Map<String, Object> chip = at(list(parsed, "conditions"), 0);
    assertThat(chip.get("usable")).isEqualTo(List.of("traces"));
    assertThat(chip.get("value")).isEqualTo(Map.of("duration", 2_000_000_000, "text", "2s"));
  }

  @Test
  void liveTails_sendWhatArrives() throws Exception {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    HttpRequest request =
        HttpRequest.newBuilder(served.uri("/api/v1/logs/live?q=" + encoded("{ body = \"later\" }")))
            .build();
    CompletableFuture<?> stream =
        served
            .client
            .sendAsync(request, BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(lines::add));
    await().until(() -> !lines.isEmpty());
    served.put(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"%d\",\"body\":{\"stringValue\":\"later\"}}]}]}]}"
            .formatted(Instant.now().toEpochMilli() * 1_000_000));
    await()
        .until(() ->
            lines.stream().anyMatch(line -> line.startsWith("data:") && line.contains("later")));
    stream.cancel(true);
  }

  @Test
  void exportedItems_canBeImportedAgain() throws Exception {
    String exported = served.get("/api/v1/export?signal=traces").body();
    try (Served other = new Served()) {
      HttpRequest request =
          HttpRequest.newBuilder(other.uri("/api/v1/import"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(exported))
              .build();
      assertThat(other.client.send(request, BodyHandlers.ofString()).body())
          .contains("\"traces\":3");
      assertThat(other.json("/api/v1/traces/" + TRACE + "/summary").get("spans")).isEqualTo(2);
    }
  }

  @Test
  void deleting_asksFirst() throws Exception {
    Map<String, Object> preview = served.json("/api/v1/data?signals=logs&to=now%2B1h");
    String confirm = String.valueOf(preview.get("confirm"));
    HttpRequest request =
        HttpRequest.newBuilder(served.uri("/api/v1/data?confirm=" + encoded(confirm)))
            .DELETE()
            .build();
    assertThat(served.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    HttpRequest without = HttpRequest.newBuilder(served.uri("/api/v1/data")).DELETE().build();
    assertThat(served.client.send(without, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
  }

  @Test
  void otherSites_areNotLetIn() throws Exception {
    assertThat(served.get("/api/v1/stats").statusCode()).isEqualTo(200);
    assertThat(served.get("/api/v1/stats", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(served.get("/api/v1/stats", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), served.service.port());
    try (RawHttp rebound = new RawHttp(address)) {
      rebound.send("GET /api/v1/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      assertThat(rebound.read().status()).isEqualTo(403);
    }
  }

  @Test
  void otherAddresses_wantAToken() throws Exception {
    assertThatThrownBy(() ->
            QueryService.start(
                QuerySettings.of("0.0.0.0:0", null),
                "--ui",
                () -> served.store,
                PipelineView.NONE,
                new TestContext("query")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("token");
    try (Served guarded =
        new Served(Stores.inMemory(1 << 20, Duration.ofDays(1)), "secret", PipelineView.NONE)) {
      assertThat(guarded.get("/api/v1/stats").statusCode()).isEqualTo(401);
      assertThat(guarded.get("/api/v1/stats", "Authorization", "Bearer secret").statusCode())
          .isEqualTo(200);
      HttpResponse<String> login = guarded.get("/?token=secret");
      assertThat(login.statusCode()).isEqualTo(303);
      String cookie = login.headers().firstValue("set-cookie").orElseThrow().split(";", -1)[0];
      assertThat(guarded.get("/api/v1/stats", "Cookie", cookie).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hostileParameters_areRefusedQuietly() throws Exception {
    for (String path :
        List.of(
            "/api/v1/traces?from=1e99999999",
            "/api/v1/traces?from=now-9999999y",
            "/api/v1/traces?from=9&to=1",
            "/api/v1/traces?limit=99999999999",
            "/api/v1/traces?timeout=9h",
            "/api/v1/spans/heatmap?step=1ns",
            "/api/v1/spans/groups?measures=p500",
            "/api/v1/spans/groups?by=a,b",
            "/api/v1/logs/..%2f..",
            "/api/v1/metrics/series",
            "/api/v1/complete?cursor=-1",
            "/api/v1/compare")) {
      assertThat(served.get(path).statusCode()).as(path).isBetween(400, 404);
    }
    assertThat(served.get("/..%2f..%2fetc/passwd").statusCode()).isEqualTo(404);
    assertThat(served.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void tempoShapes_areServed() throws Exception {
    assertThat(served.get("/tempo/api/echo").body()).isEqualTo("echo");
    Map<String, Object> found =
        served.json("/tempo/api/search?q=" + encoded("{ .http.route = \"/cart\" }"));
    Map<String, Object> trace = at(list(found, "traces"), 0);
    assertThat(trace.get("traceID")).isEqualTo(TRACE);
    assertThat(Served.map(trace.get("spanSet")).get("matched")).isEqualTo(1);
    assertThat(served.json("/tempo/api/traces/" + TRACE)).containsKey("batches");
    assertThat(served.json("/tempo/api/v2/traces/" + TRACE)).containsKey("trace");
    assertThat(served.json("/tempo/api/v2/search/tags")).containsKey("scopes");
    assertThat(
            list(served.json("/tempo/api/v2/search/tag/resource.service.name/values"), "tagValues"))
        .hasSize(3);
    Map<String, Object> series =
        served.json("/tempo/api/metrics/query_range?q=" + encoded("{} | rate()") + "&step=30s");
    assertThat(list(series, "series")).hasSize(1);
    assertThat(served.json("/tempo/api/metrics/query?q=" + encoded("{} | count_over_time()")))
        .containsKey("series");
    byte[] protobuf =
        served
            .client
            .send(
                HttpRequest.newBuilder(served.uri("/tempo/api/traces/" + TRACE))
                    .header("accept", "application/protobuf")
                    .build(),
                BodyHandlers.ofByteArray())
            .body();
    assertThat(
            io.opentelemetry.proto.trace.v1.TracesData.parseFrom(protobuf).getResourceSpansCount())
        .isEqualTo(2);
  }
}
