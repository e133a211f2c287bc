package dev.weir.ui;

import static dev.weir.ui.Json.list;
import static dev.weir.ui.Json.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/// Answers as the query service writes them, made up from a fixed seed around the time now.
@NullUnmarked
final class FixtureData {
  static final String LARGE = "b".repeat(32);
  static final String PURCHASE = "a".repeat(32);

  /// What a hostile sender may put into any string.
  static final String HOSTILE =
      "\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>${window.hacked=1}{{1}}{a|b}javascript:window.hacked=1 \u202Eevil "
          + "long".repeat(60);

  record Answer(int status, Object body) {}

  private static final List<String> SERVICES =
      List.of(
          "frontend", "checkout", "payment", "inventory", "shipping", "email", "recommendation");
  private static final List<String> ROUTES =
      List.of(
          "POST /checkout",
          "GET /products/{id}",
          "GET /cart",
          "POST /login",
          "GET /recommendations",
          "orders process",
          "GET /health");
  private static final Pattern CONDITION =
      Pattern.compile(
          "([\\w.:\"]+)\\s*(=~|!~|!=|>=|<=|=|>|<)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.]+)");

  private final boolean hostile;
  private final long start = System.currentTimeMillis();

  FixtureData(boolean hostile) {
    this.hostile = hostile;
  }

  Answer answer(String path, Map<String, String> p) {
    String q = p.getOrDefault("q", "");
    if (q.contains("broken") && !path.equals("parse") && !path.equals("complete")) {
      return new Answer(400, map("error", badQuery(q)));
    }
    if (q.contains("failing")) {
      return new Answer(
          503, map("error", map("code", "unavailable", "message", "the store's folder is full")));
    }
    boolean nothing = q.contains("nothing");
    String[] parts = path.split("/");
    Object body =
        switch (parts[0]) {
          case "traces" -> parts.length == 1 ? traces(nothing) : trace(parts, p);
          case "spans" -> spans(parts.length == 1 ? "" : parts[1], p);
          case "logs" -> parts.length == 1 ? logs(nothing, 60) : logPart(parts);
          case "metrics" -> parts.length == 1 ? metrics() : metric(parts[1], p);
          case "services" ->
              parts.length == 1
                  ? services(nothing)
                  : parts[1].equals("graph") ? graph(q) : service(parts[1]);
          case "errors" -> map("errors", errors(), "sampled", 500, "cut", false);
          case "compare" -> compare();
          case "parse" -> parse(q);
          case "complete" -> complete(p);
          case "attributes" ->
              parts.length == 1
                  ? attributes()
                  : map(
                      "values",
                      list(
                          map("value", h("checkout"), "count", 812),
                          map("value", h("frontend"), "count", 410)),
                      "cut",
                      false);
          case "stats" -> stats();
          case "arrivals" -> arrivals();
          case "pipelines" -> pipelines(0);
          default -> null;
        };
    return body == null
        ? new Answer(404, map("error", map("code", "not_found", "message", "there is no " + path)))
        : new Answer(200, body);
  }

  Map.Entry<String, Object> event(String path, Map<String, String> parameters, int number) {
    return switch (path) {
      case "traces/live" -> Map.entry("trace", foundTrace(1000 + number));
      case "logs/live" -> Map.entry("log", log(1000 + number, System.currentTimeMillis()));
      case "pipelines/live" -> Map.entry("pipelines", pipelines(number));
      case "pipelines/tap" ->
          Map.entry(
              number < 3 ? "batch" : "end",
              number < 3
                  ? map(
                      "signal",
                      "traces",
                      "items",
                      12,
                      "shown",
                      1,
                      "otlp",
                      span("checkout", "Charge", "1"))
                  : map());
      default -> Map.entry("stats", stats());
    };
  }

  private String h(String text) {
    return hostile ? HOSTILE + text : text;
  }

  private static Object badQuery(String q) {
    return map(
        "code",
        "bad_query",
        "message",
        "unknown field \"broken\" at 3",
        "query",
        q,
        "offset",
        2,
        "length",
        6,
        "caret",
        q + "\n  ^^^^^^",
        "suggestion",
        "span.broker");
  }

  private long at(int index, int of) {
    return System.currentTimeMillis() - 880_000L * index / of;
  }

  private static String nanos(long millis) {
    return millis + "000000";
  }

  // ---- traces

  private Object traces(boolean nothing) {
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < (nothing ? 0 : 80); i++) {
      found.add(foundTrace(i));
    }
    return map("traces", found, "cut", false, "ignored", list(), "took", 12);
  }

  private Map<String, Object> foundTrace(int i) {
    var random = new Random(i);
    int root = random.nextInt(SERVICES.size());
    boolean failed = random.nextInt(6) == 0;
    long duration = (long) Math.exp(random.nextGaussian() * 1.1 + (failed ? 20 : 17.5));
    List<Object> services = new ArrayList<>();
    for (int s = 0; s < 2 + random.nextInt(4); s++) {
      services.add(
          map(
              "service",
              h(SERVICES.get((root + s) % SERVICES.size())),
              "spans",
              3 + s,
              "errors",
              failed && s == 1 ? 2 : 0));
    }
    String id = i == 0 ? PURCHASE : i == 1 ? LARGE : String.format("%032x", i + 1);
    return map(
        "traceId",
        id,
        "rootService",
        h(SERVICES.get(root)),
        "rootName",
        h(ROUTES.get(root)),
        "start",
        nanos(i >= 1000 ? System.currentTimeMillis() : at(i, 80)),
        "duration",
        duration,
        "spans",
        i == 1 ? 20_000 : 4 + random.nextInt(120),
        "errors",
        failed ? 2 : 0,
        "services",
        services,
        "matched",
        1,
        "matches",
        list(
            map(
                "ref",
                "r" + i,
                "spanId",
                "0000000000000002",
                "service",
                h(SERVICES.get(root)),
                "name",
                h(ROUTES.get(root)),
                "status",
                failed ? "error" : "unset",
                "start",
                nanos(at(i, 80)),
                "duration",
                duration,
                "attributes",
                map())));
  }

  private Object trace(String[] parts, Map<String, String> p) {
    String id = parts[1];
    if (id.startsWith("dead")) {
      return null;
    }
    if (parts.length == 2 && !p.getOrDefault("format", "columns").equals("columns")) {
      return span("frontend", "POST /checkout", "1");
    }
    if (parts.length == 2) {
      long begin = at(20, 80) * 1_000_000L;
      return id.equals(LARGE)
          ? FixtureTrace.large(id, begin, 20_000, this::h)
          : FixtureTrace.purchase(id, begin, this::h);
    }
    return switch (parts[2]) {
      case "spans" -> span("payment", "Charge", parts[3]);
      case "search" -> map("spanIds", list("0000000000000036", "0000000000000037"), "cut", false);
      case "logs" -> traceLogs(p.get("spanId"));
      default -> foundTrace(0);
    };
  }

  private Object traceLogs(String spanId) {
    List<Object> logs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, Object> log = log(i, at(20, 80) + i * 400L);
      log.put("spanId", i < 2 ? "0000000000000002" : "0000000000000037");
      log.put("traceId", PURCHASE);
      if (spanId == null || spanId.equals(log.get("spanId"))) {
        logs.add(log);
      }
    }
    return map("logs", logs, "cut", false, "ignored", list());
  }

  private Object span(String service, String name, String id) {
    long begin = at(20, 80);
    return map(
        "resourceSpans",
        list(
            map(
                "resource",
                map(
                    "attributes",
                    list(
                        kv("service.name", service),
                        kv("service.version", "1.4.2"),
                        kv("host.name", "pod-7f9"),
                        kv("deployment.environment.name", "production"))),
                "scopeSpans",
                list(
                    map(
                        "scope",
                        map("name", "io.opentelemetry.grpc", "version", "2.9.0"),
                        "spans",
                        list(
                            map(
                                "traceId",
                                PURCHASE,
                                "spanId",
                                id,
                                "name",
                                h(name),
                                "kind",
                                2,
                                "startTimeUnixNano",
                                nanos(begin),
                                "endTimeUnixNano",
                                nanos(begin + 940),
                                "attributes",
                                list(
                                    kv("http.request.method", "POST"),
                                    kv("http.route", "/charge"),
                                    kv("http.response.status_code", "502"),
                                    kv("user.id", "cust_8293"),
                                    kv("payment.amount", "129.90"),
                                    kv("rpc.system", "grpc"),
                                    kv("rpc.service", "Payment"),
                                    kv("thread.name", "grpc-executor-3"),
                                    kv("url.full", "javascript:window.hacked=1")),
                                "events",
                                list(
                                    map(
                                        "name",
                                        "exception",
                                        "timeUnixNano",
                                        nanos(begin + 900),
                                        "attributes",
                                        list(
                                            kv("exception.type", "card.CardDeclinedException"),
                                            kv(
                                                "exception.message",
                                                "the bank did not answer within 900 ms"),
                                            kv(
                                                "exception.stacktrace",
                                                "card.CardDeclinedException: the bank did not answer\n\tat card.Bank.charge(Bank.java:88)\n\tat card.Payment.charge(Payment.java:41)"))),
                                    map(
                                        "name",
                                        "retry",
                                        "timeUnixNano",
                                        nanos(begin + 450),
                                        "attributes",
                                        list(kv("attempt", "2")))),
                                "links",
                                list(map("traceId", LARGE, "spanId", "0000000000000001")),
                                "status",
                                map("code", 2, "message", h("bank timeout")))))))));
  }

  private Object kv(String key, String value) {
    return map("key", hostile ? key + "<b>\"" : key, "value", map("stringValue", h(value)));
  }

  // ---- spans

  private Object spans(String what, Map<String, String> p) {
    return switch (what) {
      case "groups" -> groups(p);
      case "heatmap" -> heatmap();
      case "metrics" ->
          map(
              "step",
              15e9,
              "series",
              list(line("frontend", 3), line("checkout", 8)),
              "cut",
              false,
              "took",
              5);
      default ->
          map(
              "spans",
              list(
                  map(
                      "spanId",
                      "0000000000000036",
                      "traceId",
                      PURCHASE,
                      "kind",
                      "server",
                      "service",
                      h("payment"),
                      "name",
                      h("Charge"),
                      "status",
                      "error",
                      "start",
                      nanos(at(1, 60)),
                      "duration",
                      9.4e8,
                      "attributes",
                      map())),
              "cut",
              false);
    };
  }

  private Object groups(Map<String, String> p) {
    List<String> by = commas(p.getOrDefault("by", ""));
    List<Object> groups = new ArrayList<>();
    for (int i = 0; i < SERVICES.size(); i++) {
      List<Object> keys = new ArrayList<>();
      for (String field : by) {
        keys.add(h(field.equals("name") ? ROUTES.get(i) : SERVICES.get(i)));
      }
      List<Object> values = new ArrayList<>();
      for (String measure : commas(p.getOrDefault("measures", "count"))) {
        values.add(
            switch (measure) {
              case "count" -> 4200 - i * 510;
              case "rate" -> 12.5 / (i + 1);
              case "errors" -> i * 3;
              case "errorRate" -> i % 3 == 1 ? 0.042 : 0;
              default ->
                  2.1e7 * (i + 1) * (measure.equals("p99") ? 9 : measure.equals("p95") ? 4 : 1);
            });
      }
      List<Object> series = new ArrayList<>();
      for (int s = 0; s < 30; s++) {
        series.add(list(at(30 - s, 30), 20 + (s * 7 + i * 5) % 17));
      }
      groups.add(map("keys", keys, "values", values, "series", series));
    }
    return map(
        "by",
        by,
        "measures",
        commas(p.getOrDefault("measures", "")),
        "groups",
        groups,
        "cut",
        false,
        "ignored",
        list());
  }

  private static List<String> commas(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private Object heatmap() {
    var random = new Random(3);
    List<Object> bounds = new ArrayList<>();
    for (int r = 0; r < 40; r++) {
      bounds.add(1e5 * Math.pow(10, r / 8.0));
    }
    List<Object> counts = new ArrayList<>();
    List<Object> errors = new ArrayList<>();
    for (int c = 0; c < 90; c++) {
      Integer[] column = new Integer[41];
      Integer[] bad = new Integer[41];
      for (int r = 0; r < 41; r++) {
        double slow = c > 55 && c < 75 ? 40 * Math.exp(-Math.pow(r - 33, 2) / 4.0) : 0;
        column[r] =
            (int)
                (120 * Math.exp(-Math.pow(r - 18, 2) / 30.0) * (0.6 + random.nextDouble())
                    + slow * random.nextDouble());
        bad[r] = (int) (slow * 0.4);
      }
      counts.add(list((Object[]) column));
      errors.add(list((Object[]) bad));
    }
    return map(
        "start",
        nanos(start - 900_000),
        "step",
        10e9,
        "columns",
        90,
        "bounds",
        bounds,
        "counts",
        counts,
        "errors",
        errors,
        "ignored",
        list());
  }

  private Map<String, Object> line(String name, double base) {
    List<Object> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      points.add(list(at(60 - i, 60), base * (1 + 0.3 * Math.sin(i / 6.0 + base))));
    }
    return map("labels", map("resource.service.name", h(name)), "points", points);
  }

  // ---- logs

  private Object logs(boolean nothing, int size) {
    List<Object> logs = new ArrayList<>();
    for (int i = 0; i < (nothing ? 0 : size); i++) {
      logs.add(log(i, at(i, size)));
    }
    return map("logs", logs, "cut", false, "ignored", list(), "took", 4);
  }

  private Map<String, Object> log(int i, long time) {
    int[] severities = {9, 9, 9, 5, 13, 17, 9, 1, 21};
    List<String> bodies =
        List.of(
            "order 8412 placed in 312 ms",
            "cache miss for product 77, loading from database",
            "GET /cart 200",
            "connection pool: 8 of 10 in use",
            "retrying the bank after 450 ms",
            "charge failed: the bank did not answer within 900 ms\ncard.CardDeclinedException",
            "published orders.created",
            "entering PlaceOrder",
            "out of memory: killed");
    int kind = i % severities.length;
    return map(
        "ref",
        "log-" + i,
        "time",
        nanos(time),
        "observed",
        nanos(time),
        "severity",
        List.of("INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR", "INFO", "TRACE", "FATAL")
            .get(kind),
        "severityNumber",
        severities[kind],
        "service",
        h(SERVICES.get(i % SERVICES.size())),
        "body",
        h(bodies.get(kind)),
        "eventName",
        null,
        "traceId",
        i % 2 == 0 ? PURCHASE : "",
        "spanId",
        i % 2 == 0 ? "0000000000000002" : "",
        "attributes",
        map());
  }

  private Object logPart(String[] parts) {
    if (parts[1].equals("volume")) {
      List<Object> counts = new ArrayList<>();
      for (int s = 0; s < 4; s++) {
        List<Object> row = new ArrayList<>();
        for (int c = 0; c < 60; c++) {
          row.add(s == 0 ? (c > 40 && c < 48 ? 14 : 0) : (c * 13 + s * 29) % (10 * s + 7));
        }
        counts.add(row);
      }
      return map(
          "start",
          nanos(System.currentTimeMillis() - 900_000),
          "step",
          15e9,
          "columns",
          60,
          "severities",
          list("error", "warn", "info", "debug"),
          "counts",
          counts,
          "total",
          3120,
          "ignored",
          list());
    }
    if (parts.length == 3) {
      return map(
          "before",
          list(log(3, at(4, 60)), log(2, at(3, 60))),
          "at",
          log(1, at(2, 60)),
          "after",
          list(log(0, at(1, 60))));
    }
    return map(
        "resourceLogs",
        list(
            map(
                "resource",
                map("attributes", list(kv("service.name", "payment"), kv("host.name", "pod-7f9"))),
                "scopeLogs",
                list(
                    map(
                        "scope",
                        map("name", "logback"),
                        "logRecords",
                        list(
                            map(
                                "timeUnixNano",
                                nanos(at(1, 60)),
                                "severityNumber",
                                17,
                                "severityText",
                                "ERROR",
                                "body",
                                map("stringValue", h("charge failed")),
                                "attributes",
                                list(kv("thread.name", "main"), kv("user.id", "cust_8293")),
                                "traceId",
                                PURCHASE,
                                "spanId",
                                "0000000000000002")))))));
  }

  // ---- metrics

  private Object metrics() {
    List<Object> metrics = new ArrayList<>();
    String[][] names = {
      {"http.server.request.duration", "histogram", "s", "quantile"},
      {"http.server.active_requests", "sum", "{request}", "sum"},
      {"jvm.memory.used", "gauge", "By", "avg"},
      {"orders.placed", "sum", "{order}", "rate"},
      {"payment.latency", "exponential_histogram", "ms", "quantile"},
      {"db.client.connection.count", "gauge", "{connection}", "last"}
    };
    for (String[] m : names) {
      metrics.add(
          map(
              "name",
              hostile ? HOSTILE + m[0] : m[0],
              "type",
              m[1],
              "unit",
              m[2],
              "description",
              h("what " + m[0] + " measures"),
              "temporality",
              "cumulative",
              "monotonic",
              m[1].equals("sum"),
              "series",
              12,
              "services",
              list(h("checkout"), h("frontend")),
              "aggregation",
              m[3]));
    }
    return map("metrics", metrics, "cut", false, "ignored", list());
  }

  private Object metric(String what, Map<String, String> p) {
    return switch (what) {
      case "heatmap" -> heatmap();
      case "exemplars" ->
          map(
              "exemplars",
              list(
                  map(
                      "time",
                      nanos(at(10, 60)),
                      "value",
                      0.9,
                      "traceId",
                      PURCHASE,
                      "spanId",
                      "0000000000000002",
                      "attributes",
                      map()),
                  map(
                      "time",
                      nanos(at(30, 60)),
                      "value",
                      0.4,
                      "traceId",
                      LARGE,
                      "spanId",
                      "0000000000000001",
                      "attributes",
                      map())),
              "ignored",
              list());
      default ->
          map(
              "metric",
              p.get("metric"),
              "type",
              "histogram",
              "unit",
              "s",
              "aggregation",
              p.getOrDefault("aggregation", "quantile"),
              "step",
              15e9,
              "series",
              list(quantile("0.5", 0.12), quantile("0.95", 0.4), quantile("0.99", 0.9)),
              "cut",
              false,
              "ignored",
              list());
    };
  }

  private Object quantile(String name, double base) {
    Map<String, Object> series = line("x", base);
    series.put("labels", map("quantile", name));
    return series;
  }

  // ---- services

  private Map<String, Object> red(int i) {
    return map(
        "count",
        12000 / (i + 1),
        "rate",
        13.3 / (i + 1),
        "errors",
        i * 4,
        "errorRate",
        i == 2 ? 0.083 : i % 2 * 0.004,
        "p50",
        1.2e7 * (i + 1),
        "p95",
        6e7 * (i + 1),
        "p99",
        2e8 * (i + 1));
  }

  private Object services(boolean nothing) {
    List<Object> services = new ArrayList<>();
    for (int i = 0; i < (nothing ? 0 : SERVICES.size()); i++) {
      Map<String, Object> service = red(i);
      List<Object> series = new ArrayList<>();
      for (int s = 0; s < 30; s++) {
        series.add(
            list(at(30 - s, 30), 10 + (s * 7 + i * 5) % 11, i == 2 && s > 20 ? 0.2 : 0, 6e7));
      }
      service.putAll(
          map(
              "service",
              h(SERVICES.get(i)),
              "spans",
              40000 / (i + 1),
              "logs",
              900,
              "points",
              1200,
              "series",
              series,
              "newestError",
              i == 2
                  ? map(
                      "time",
                      nanos(at(1, 60)),
                      "traceId",
                      PURCHASE,
                      "spanId",
                      "0000000000000036",
                      "name",
                      h("Charge"),
                      "message",
                      h("the bank did not answer"))
                  : null));
      services.add(service);
    }
    return map("step", 30e9, "services", services, "cut", false, "ignored", list());
  }

  private Object graph(String q) {
    List<Object> nodes = new ArrayList<>();
    List<Object> edges = new ArrayList<>();
    if (q.contains("many")) {
      for (int i = 0; i < 5000; i++) {
        Map<String, Object> node = red(i % 9);
        node.putAll(map("id", "service:s" + i, "name", "s" + i, "kind", "service", "system", null));
        nodes.add(node);
        if (i > 0) {
          edges.add(edge("service:s" + (i - 1) / 4, "service:s" + i, "call", i % 9));
        }
      }
      return map("nodes", nodes, "edges", edges, "sampled", 100000, "cut", true, "ignored", list());
    }
    for (int i = 0; i < SERVICES.size(); i++) {
      Map<String, Object> node = red(i);
      node.putAll(
          map(
              "id",
              "service:" + SERVICES.get(i),
              "name",
              h(SERVICES.get(i)),
              "kind",
              "service",
              "system",
              null));
      nodes.add(node);
    }
    String[][] others = {
      {"database:postgresql/orders", "orders", "database", "postgresql"},
      {"messaging:kafka/orders", "orders", "messaging", "kafka"},
      {"external:api.bank.example", "api.bank.example", "external", null},
      {"client:browser", "browser", "client", null}
    };
    for (String[] o : others) {
      Map<String, Object> node = red(3);
      node.putAll(map("id", o[0], "name", h(o[1]), "kind", o[2], "system", o[3]));
      nodes.add(node);
    }
    String[][] calls = {
      {"client:browser", "service:frontend", "call"},
      {"service:frontend", "service:checkout", "call"},
      {"service:frontend", "service:recommendation", "call"},
      {"service:checkout", "service:payment", "call"},
      {"service:checkout", "service:inventory", "call"},
      {"service:checkout", "service:shipping", "call"},
      {"service:checkout", "database:postgresql/orders", "database"},
      {"service:inventory", "database:postgresql/orders", "database"},
      {"service:checkout", "messaging:kafka/orders", "message"},
      {"messaging:kafka/orders", "service:email", "message"},
      {"service:payment", "external:api.bank.example", "call"}
    };
    for (int i = 0; i < calls.length; i++) {
      edges.add(edge(calls[i][0], calls[i][1], calls[i][2], i % 5));
    }
    return map("nodes", nodes, "edges", edges, "sampled", 12000, "cut", false, "ignored", list());
  }

  private Object edge(String from, String to, String kind, int i) {
    Map<String, Object> edge = red(i);
    edge.putAll(map("from", from, "to", to, "kind", kind));
    return edge;
  }

  private Object service(String name) {
    Map<String, Object> service = red(1);
    List<Object> series = new ArrayList<>();
    for (int s = 0; s < 60; s++) {
      series.add(
          list(
              at(60 - s, 60),
              10 + s * 7 % 11,
              s > 40 && s < 46 ? 0.2 : 0.01,
              1e7,
              6e7 + s % 9 * 1e7,
              2e8));
    }
    List<Object> operations = new ArrayList<>();
    for (int i = 0; i < ROUTES.size(); i++) {
      Map<String, Object> operation = red(i);
      operation.putAll(map("name", h(ROUTES.get(i)), "kind", "server", "total", 4e12 / (i + 1)));
      operations.add(operation);
    }
    service.putAll(
        map(
            "service",
            name,
            "step",
            15e9,
            "series",
            series,
            "operations",
            operations,
            "resources",
            list(
                map(
                    "key",
                    "service.version",
                    "values",
                    list(
                        map("value", h("1.4.2"), "count", 900),
                        map("value", h("1.5.0-canary"), "count", 100)))),
            "metrics",
            list(h("http.server.request.duration"), h("jvm.memory.used")),
            "cut",
            false,
            "ignored",
            list()));
    return service;
  }

  private List<Object> errors() {
    return list(
        map(
            "service",
            h("payment"),
            "name",
            h("Charge"),
            "type",
            h("card.CardDeclinedException"),
            "message",
            h("the bank did not answer within 900 ms"),
            "place",
            h("card.Bank.charge(Bank.java:88)"),
            "count",
            41,
            "newest",
            nanos(at(1, 60)),
            "traceId",
            PURCHASE,
            "spanId",
            "0000000000000036"),
        map(
            "service",
            h("inventory"),
            "name",
            h("Reserve"),
            "type",
            null,
            "message",
            h("out of stock"),
            "place",
            null,
            "count",
            7,
            "newest",
            nanos(at(9, 60)),
            "traceId",
            PURCHASE,
            "spanId",
            "0000000000000002"));
  }

  private Object compare() {
    List<Object> attributes = new ArrayList<>();
    String[][] fields = {
      {"span.db.query.count", "47", "1"},
      {"resource.service.version", "1.5.0-canary", "1.4.2"},
      {"span.http.route", "/checkout", "/cart"},
      {"resource.host.name", "pod-7f9", "pod-1aa"},
      {"span.user.tier", "gold", "free"},
      {"status", "error", "unset"}
    };
    for (int i = 0; i < fields.length; i++) {
      attributes.add(
          map(
              "field",
              fields[i][0],
              "score",
              0.92 - i * 0.13,
              "a",
              0.98,
              "b",
              0.9,
              "values",
              list(
                  map("value", h(fields[i][1]), "a", 0.94 - i * 0.1, "b", 0.03 + i * 0.05),
                  map("value", h(fields[i][2]), "a", 0.05, "b", 0.8 - i * 0.08),
                  map("value", h("other"), "a", 0.01, "b", 0.1))));
    }
    return map(
        "a",
        map("count", 412, "sampled", 412),
        "b",
        map("count", 20412, "sampled", 2000),
        "attributes",
        attributes,
        "hidden",
        list("span.user.id"),
        "ignored",
        list(),
        "took",
        40);
  }

  // ---- language, process

  private Object parse(String q) {
    if (q.contains("broken")) {
      return map(
          "kind",
          "filter",
          "canonical",
          q,
          "filter",
          "",
          "conditions",
          list(),
          "error",
          badQuery(q));
    }
    List<Object> conditions = new ArrayList<>();
    Matcher m = CONDITION.matcher(q);
    while (m.find()) {
      String value = m.group(3);
      boolean traces = m.group(1).matches("(span\\.|duration|status|name|kind).*");
      conditions.add(
          map(
              "text",
              m.group(),
              "offset",
              m.start(),
              "length",
              m.end() - m.start(),
              "field",
              m.group(1),
              "operator",
              m.group(2),
              "value",
              value.startsWith("\"") ? value.substring(1, value.length() - 1) : value,
              "usable",
              traces
                  ? list("traces")
                  : m.group(1).startsWith("log.")
                      ? list("logs")
                      : list("traces", "logs", "metrics")));
    }
    return map("kind", "filter", "canonical", q, "filter", q, "conditions", conditions);
  }

  private Object complete(Map<String, String> p) {
    int cursor = Integer.parseInt(p.getOrDefault("cursor", "0"));
    return map(
        "offset",
        cursor,
        "length",
        0,
        "items",
        list(
            map(
                "insert",
                "resource.service.name",
                "label",
                "resource.service.name",
                "kind",
                "field",
                "detail",
                "text",
                "count",
                1200),
            map(
                "insert",
                "duration",
                "label",
                "duration",
                "kind",
                "field",
                "detail",
                "of the span"),
            map(
                "insert",
                "status = error",
                "label",
                h("status = error"),
                "kind",
                "value",
                "detail",
                "")));
  }

  private Object attributes() {
    List<Object> attributes = new ArrayList<>();
    for (String field :
        List.of(
            "resource.service.name",
            "span.http.route",
            "span.user.id",
            "resource.service.version",
            "resource.host.name")) {
      attributes.add(
          map(
              "field",
              field,
              "scope",
              field.substring(0, field.indexOf('.')),
              "key",
              field.substring(field.indexOf('.') + 1),
              "types",
              list("text"),
              "count",
              1000,
              "distinct",
              7,
              "values",
              list(map("value", h("checkout"), "count", 12))));
    }
    return map("attributes", attributes, "cut", false);
  }

  private Object stats() {
    Map<String, Object> signals = map();
    for (String signal : List.of("traces", "logs", "metrics")) {
      signals.put(
          signal,
          map(
              "items",
              812_000,
              "uncommitted",
              120,
              "appended",
              812_000,
              "bytes",
              91_000_000,
              "slices",
              3,
              "oldest",
              nanos(start - 9_000_000),
              "newest",
              nanos(start)));
    }
    return map(
        "version",
        "0.1.0",
        "now",
        nanos(System.currentTimeMillis()),
        "directory",
        "/home/me/.local/share/weir",
        "bytes",
        273_000_000,
        "maxBytes",
        10_737_418_240L,
        "maxAge",
        6.048e14,
        "problem",
        hostile ? HOSTILE + "no space left" : null,
        "quarantined",
        list(),
        "removedSlices",
        0,
        "droppedItems",
        hostile ? 12 : 0,
        "signals",
        signals);
  }

  private Object arrivals() {
    Map<String, Object> signals = map();
    for (String signal : List.of("traces", "logs", "metrics")) {
      List<Object> services = new ArrayList<>();
      for (int i = 0; i < SERVICES.size(); i++) {
        services.add(
            map(
                "service",
                h(SERVICES.get(i)),
                "count",
                1000,
                "series",
                line(SERVICES.get(i), 20.0 / (i + 1)).get("points")));
      }
      signals.put(signal, services);
    }
    return map("step", 15e9, "signals", signals);
  }

  private Object pipelines(int tick) {
    List<Object> nodes =
        list(
            node("otlp", "receiver", "otlp", null, 1000 + tick * 512L, null),
            node("p/batch", "processor", "batch", "traces", 1000 + tick * 512L, null),
            node("p/filter", "processor", "filter/health", "traces", 900 + tick * 500L, null),
            node("c/spanmetrics", "connector", "spanmetrics", "traces", 800 + tick * 80L, null),
            node(
                "e/store",
                "exporter",
                "store",
                null,
                900 + tick * 480L,
                map("size", 12, "capacity", 1000)),
            node(
                "e/otlp",
                "exporter",
                "otlp/backend",
                "traces",
                800 + tick * 300L,
                map("size", 960, "capacity", 1000)));
    String[][] edges = {
      {"otlp", "p/batch", "traces"},
      {"p/batch", "p/filter", "traces"},
      {"p/filter", "e/store", "traces"},
      {"p/filter", "e/otlp", "traces"},
      {"p/filter", "c/spanmetrics", "traces"},
      {"c/spanmetrics", "e/store", "metrics"},
      {"otlp", "e/store", "logs"}
    };
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < edges.length; i++) {
      list.add(
          map(
              "id",
              "edge-" + i,
              "from",
              edges[i][0],
              "to",
              edges[i][1],
              "signal",
              edges[i][2],
              "pipeline",
              edges[i][2],
              "items",
              1000 + tick * (512L - i * 40L),
              "batches",
              10 + tick,
              "refused",
              i == 3 ? tick * 3 : 0));
    }
    return map("now", nanos(start + tick * 1000L), "nodes", nodes, "edges", list);
  }

  private Object node(String id, String kind, String name, String signal, long sent, Object queue) {
    return map(
        "id",
        id,
        "kind",
        kind,
        "name",
        h(name),
        "signal",
        signal,
        "pipeline",
        signal,
        "status",
        "StatusOK",
        "reason",
        "",
        "counters",
        map("accepted", sent, "refused", name.contains("backend") ? 7 : 0),
        "dropped",
        name.startsWith("filter") ? map("filtered", sent / 50) : map(),
        "queue",
        queue);
  }
}
