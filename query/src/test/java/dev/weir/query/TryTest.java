package dev.weir.query;

import static dev.weir.query.Served.at;
import static dev.weir.query.Served.encoded;
import static dev.weir.query.Served.list;
import static dev.weir.query.Served.map;
import static dev.weir.query.Served.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.store.StoreStats;
import dev.weir.store.Stores;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TryTest {
  private static final long SECOND = 1_000_000_000L;

  private final RunningPipelines pipelines = new RunningPipelines();
  private final long end = Instant.now().toEpochMilli() * 1_000_000 - 5 * SECOND;
  private final Shop shop = new Shop(21, end - 60 * SECOND, 60 * SECOND);
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(Stores.inMemory(64L << 20, Duration.ofDays(30)), null, pipelines);
    var _ = served.store.append(Signal.TRACES, Shop.bytes(shop.spans(80)));
    var _ = served.store.append(Signal.LOGS, Shop.bytes(shop.logs(40)));
    var _ = served.store.append(Signal.METRICS, Shop.bytes(shop.points(5)));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static String tried(String signal, String statements) {
    return "/api/v1/ottl/try?source=store&signal=" + signal + "&statements=" + encoded(statements);
  }

  private static Span span(@Nullable Object request) throws Exception {
    // what was parsed is written as JSON again, and read by our reader and the official classes
    byte[] json = Texts.json(request).getBytes(StandardCharsets.UTF_8);
    return ExportTraceServiceRequest.parseFrom(OtlpJsonReader.read(Signal.TRACES, json).message())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  @Test
  void aStatement_changesTheItemsOfItsCondition_andNoOthers() throws Exception {
    Map<String, Object> answer =
        served.json(
            tried(
                "traces",
                "set(span.attributes[\"tier\"], \"gold\") where span.name == \"POST /pay\""));
    assertThat(answer.get("context")).isEqualTo("span");
    assertThat(list(answer, "problems")).isEmpty();
    assertThat(list(answer, "items")).hasSize(20);
    int changed = 0;
    for (Object each : list(answer, "items")) {
      Map<String, Object> item = map(each);
      Span before = span(item.get("before"));
      assertThat(item.get("changed")).isEqualTo(before.getName().equals("POST /pay"));
      if (Boolean.TRUE.equals(item.get("changed"))) {
        changed++;
        assertThat(span(item.get("after")))
            .isEqualTo(before.toBuilder().addAttributes(Shop.text("tier", "gold")).build());
      }
    }
    assertThat(number(answer, "changed")).isEqualTo(changed).isPositive();
    assertThat(answer.get("cut")).isEqualTo(true);
    assertThat(answer.get("yaml"))
        .isEqualTo(
            """
            processors:
              transform:
                error_mode: ignore
                trace_statements:
                  - 'set(span.attributes["tier"], "gold") where span.name == "POST /pay"'
            """);
  }

  @Test
  void statementsOfAContext_runInOrderWithTheirCache_andConditionsSelect() throws Exception {
    Map<String, Object> answer =
        served.json(
            tried(
                    "logs",
                    "set(cache[\"x\"], severity_text)\nset(attributes[\"was\"], cache[\"x\"])")
                + "&context=log&conditions="
                + encoded("severity_number >= SEVERITY_NUMBER_ERROR"));
    for (Object each : list(answer, "items")) {
      Map<String, Object> item = map(each);
      boolean isError = Texts.json(item.get("before")).contains("\"severityText\":\"ERROR\"");
      assertThat(item.get("changed")).isEqualTo(isError);
      if (isError) {
        assertThat(Texts.json(item.get("after"))).contains("\"key\":\"was\"");
      }
    }
    assertThat((String) answer.get("yaml"))
        .contains("- context: log\n        conditions:\n          - 'severity_number");
  }

  @Test
  void aMetric_isTriedWithAllItsPoints() throws Exception {
    Map<String, Object> answer =
        served.json(
            tried("metrics", "aggregate_on_attributes(\"sum\", [\"pod\"])") + "&context=metric");
    Map<String, Object> requests =
        list(answer, "items").stream()
            .map(Served::map)
            .filter(item -> Texts.json(item.get("before")).contains("\"name\":\"requests\""))
            .findFirst()
            .orElseThrow();
    assertThat(Texts.json(requests.get("before"))).contains("u4");
    assertThat(Texts.json(requests.get("after")))
        .contains("p0")
        .contains("p1")
        .doesNotContain("u4");
  }

  @Test
  void wrongStatements_areAllShownWithTheirLinesAndCarets() throws Exception {
    Map<String, Object> answer =
        served.json(
            tried("traces", "set(span.nam, 1)\nset(span.name, \"x\")\ndelete_kez(span.attributes)")
                + "&context=span");
    List<Object> problems = list(answer, "problems");
    assertThat(problems).extracting(problem -> map(problem).get("line")).contains(0, 2);
    assertThat(problems)
        .allSatisfy(
            problem -> assertThat(String.valueOf(map(problem).get("message"))).contains("^"));
    assertThat(String.valueOf(at(problems, 1).get("message"))).contains("delete_key");
    assertThat(number(answer, "changed")).isZero();
    Map<String, Object> syntax = served.json(tried("traces", "set(span.name, "));
    assertThat(String.valueOf(at(list(syntax, "problems"), 0).get("message"))).contains("^");
    Map<String, Object> unclear = served.json(tried("traces", "set(name, \"x\")"));
    assertThat(list(unclear, "problems")).hasSize(1);
  }

  @Test
  void aStatementThatFailsOnAnItem_saysSoThere_andTheOthersGoOn() throws Exception {
    Map<String, Object> answer =
        served.json(
            tried(
                "traces",
                "set(span.attributes[\"x\"], ParseJSON(span.name))\nset(span.attributes[\"y\"], 1)"));
    assertThat(number(answer, "failed")).isEqualTo(20);
    Map<String, Object> item = at(list(answer, "items"), 0);
    assertThat(String.valueOf(list(item, "errors").getFirst())).contains("ParseJSON(span.name)");
    assertThat(span(item.get("after")).getAttributesList())
        .extracting(attribute -> attribute.getKey())
        .contains("y")
        .doesNotContain("x");
  }

  @Test
  void itemsThatPass_areTriedAndNotChanged() throws Exception {
    ExportTraceServiceRequest live = shop.spans(8);
    byte[] bytes = live.toByteArray();
    CompletableFuture<Map<String, Object>> asked =
        CompletableFuture.supplyAsync(() -> {
          try {
            return served.json(
                "/api/v1/ottl/try?items=8&seconds=20&edge="
                    + encoded(RunningPipelines.EDGE)
                    + "&statements="
                    + encoded("set(span.name, \"changed\")"));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> !pipelines.listeners.isEmpty());
    pipelines.listeners.forEach(listener -> listener.accept(Batch.of(Signal.TRACES, bytes, 8)));
    Map<String, Object> answer = asked.get();
    assertThat(map(answer.get("source")).get("kind")).isEqualTo("tap");
    assertThat(number(answer, "changed")).isEqualTo(8);
    assertThat(bytes).isEqualTo(live.toByteArray());
    assertThat(pipelines.listeners).isEmpty();
  }

  private HttpResponse<String> post(String parameters, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(served.uri("/api/v1/ottl/try?" + parameters))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return served.client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void itemsThatAreSent_areTried_andNothingIsStored() throws Exception {
    Map<String, Object> taken = served.json("/api/v1/ottl/try?source=store&items=1");
    assertThat(number(taken, "changed")).isZero();
    String body = Texts.json(at(list(taken, "items"), 0).get("before"));
    StoreStats stored = served.store.stats();
    HttpResponse<String> answer =
        post("statements=" + encoded("set(resource.attributes[\"a\"], true)"), body);
    Map<String, Object> result = map(Served.parse(answer.body()));
    assertThat(result.get("context")).isEqualTo("resource");
    assertThat(number(result, "changed")).isEqualTo(1);
    assertThat(served.store.stats()).isEqualTo(stored);
    assertThat(post("", "{not json").statusCode()).isEqualTo(400);
    assertThat(post("", body, "sec-fetch-site", "same-origin").statusCode()).isEqualTo(403);
    assertThat(post("", body, "sec-fetch-site", "same-origin", "x-weir", "1").statusCode())
        .isEqualTo(200);
  }

  @Test
  void statementsThatTakeTooMuchMemory_areStopped() throws Exception {
    String twice = "set(cache[\"x\"], Concat([cache[\"x\"], cache[\"x\"]], \"\"))\n";
    HttpResponse<String> answer =
        served.get(
            tried("traces", "set(cache[\"x\"], \"0123456789\")\n" + twice.repeat(40))
                + "&context=span");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("more memory");
    HttpResponse<String> large = served.get(tried("traces", "x".repeat(4_001)));
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(large.body()).contains("at most 4000 characters");
  }

  @Test
  void theFunctionsOfAContext_haveTheirDocumentation() throws Exception {
    Map<String, Object> spans = served.json("/api/v1/ottl/functions?signal=traces&context=span");
    Map<String, Object> metrics =
        served.json("/api/v1/ottl/functions?signal=metrics&context=metric");
    assertThat(names(spans)).contains("set", "IsRootSpan", "Concat").doesNotContain("copy_metric");
    assertThat(names(metrics)).contains("set", "copy_metric").doesNotContain("IsRootSpan");
    assertThat(list(spans, "functions"))
        .allSatisfy(function -> assertThat((String) map(function).get("doc")).isNotBlank());
    assertThat(served.get("/api/v1/ottl/functions?signal=logs&context=span").statusCode())
        .isEqualTo(400);
  }

  private static List<Object> names(Map<String, Object> answer) {
    return list(answer, "functions").stream().map(function -> map(function).get("name")).toList();
  }

  @Test
  void anEmptyStore_hasNothingToTryOn() throws Exception {
    try (Served none = new Served()) {
      Map<String, Object> answer =
          none.json("/api/v1/ottl/try?statements=" + encoded("set(span.name, \"x\")"));
      assertThat(list(answer, "items")).isEmpty();
      assertThat(map(answer.get("source")).get("kind")).isEqualTo("store");
    }
  }
}
