package dev.weir.ui;

import static dev.weir.ui.Json.list;
import static dev.weir.ui.Json.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/// A trace in columns, as `/api/v1/traces/{id}` answers it.
@NullUnmarked
final class FixtureTrace {
  private static final long MS = 1_000_000;

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, Integer> services = new LinkedHashMap<>();
  private final Map<String, List<Object>> columns = new LinkedHashMap<>();
  private final UnaryOperator<String> text;

  private FixtureTrace(UnaryOperator<String> text) {
    this.text = text;
    for (String name :
        List.of(
            "id",
            "parent",
            "parentId",
            "resource",
            "scope",
            "name",
            "kind",
            "status",
            "start",
            "duration",
            "events",
            "links",
            "logs",
            "exception")) {
      columns.put(name, new ArrayList<>());
    }
  }

  /// A purchase: an N+1 query, a payment that fails, a queue, and a clock that is wrong.
  static Map<String, Object> purchase(String id, long startNanos, UnaryOperator<String> text) {
    var t = new FixtureTrace(text);
    int root = t.span(-1, "frontend", "POST /checkout", 2, 2, 0, 3420, 0, "");
    int place = t.span(root, "checkout", "PlaceOrder", 2, 2, 60, 3300, 2, "");
    int cart = t.span(place, "checkout", "load cart", 1, 0, 70, 1900, 0, "");
    for (int i = 0; i < 47; i++) {
      t.span(cart, "checkout", "SELECT orders.items", 3, 0, 75 + i * 40, 36 + i % 7, 0, "");
    }
    int quote = t.span(place, "checkout", "GET /quote", 3, 0, 1990, 260, 0, "");
    t.span(quote, "shipping", "GET /quote", 2, 0, 1700, 210, 1, "");
    int charge = t.span(place, "checkout", "Charge", 3, 2, 2270, 980, 0, "");
    int pay = t.span(charge, "payment", "Charge", 2, 2, 2290, 940, 3, "card.CardDeclinedException");
    t.span(
        pay,
        "payment",
        "POST api.bank.example",
        3,
        2,
        2300,
        900,
        1,
        "java.net.SocketTimeoutException");
    t.span(place, "checkout", "orders publish", 4, 0, 3270, 12, 0, "");
    int email = t.span(root, "email", "orders process", 5, 0, 3290, 80, 0, "");
    t.span(email, "email", "render", 1, 1, 3295, 60, 0, "");
    return t.answer(id, startNanos, 3420 * MS, 8);
  }

  /// Many spans, 12 services, deep and wide.
  static Map<String, Object> large(
      String id, long startNanos, int size, UnaryOperator<String> text) {
    var t = new FixtureTrace(text);
    var random = new Random(7);
    int[] start = new int[size];
    int[] length = new int[size];
    length[0] = 600_000;
    t.span(-1, "batch", "nightly run", 2, 0, 0, 600_000, 0, "");
    for (int i = 1; i < size; i++) {
      int parent = i < 50 ? 0 : Math.max(0, i - 1 - random.nextInt(Math.min(i, 60)));
      length[i] = Math.max(1, (int) (length[parent] * (0.1 + 0.8 * random.nextDouble())));
      start[i] = start[parent] + random.nextInt(Math.max(1, length[parent] - length[i]));
      boolean failed = i % 997 == 5;
      t.span(
          parent,
          "worker-" + i % 12,
          "step " + i % 300,
          1 + i % 3,
          failed ? 2 : 0,
          start[i],
          length[i],
          0,
          failed ? "StepFailed" : "");
    }
    return t.answer(id, startNanos, 600_000 * MS, 0);
  }

  private int span(
      int parent,
      String service,
      String name,
      int kind,
      int status,
      int startMs,
      int ms,
      int logs,
      String exception) {
    int i = columns.get("id").size();
    columns.get("id").add(String.format("%016x", i + 1));
    columns.get("parent").add(parent);
    columns.get("parentId").add("");
    columns.get("resource").add(services.computeIfAbsent(service, s -> services.size()));
    columns.get("scope").add(0);
    columns.get("name").add(string(name));
    columns.get("kind").add(kind);
    columns.get("status").add(status);
    columns.get("start").add(startMs * MS);
    columns.get("duration").add(ms * MS);
    columns.get("events").add(exception.isEmpty() ? 0 : 1);
    columns.get("links").add(0);
    columns.get("logs").add(logs);
    columns.get("exception").add(exception.isEmpty() ? -1 : string(exception));
    return i;
  }

  private int string(String value) {
    return strings.computeIfAbsent(text.apply(value), s -> strings.size());
  }

  private Map<String, Object> answer(String id, long start, long duration, int logs) {
    List<Object> resources = new ArrayList<>();
    for (String service : services.keySet()) {
      resources.add(
          map(
              "service",
              text.apply(service),
              "attributes",
              map("service.version", "1.4.2"),
              "schemaUrl",
              ""));
    }
    return map(
        "traceId",
        id,
        "start",
        String.valueOf(start),
        "duration",
        duration,
        "strings",
        strings.keySet(),
        "resources",
        resources,
        "scopes",
        list(map("name", "demo", "version", "1", "attributes", map())),
        "spans",
        columns,
        "logs",
        logs,
        "cut",
        false);
  }
}
