package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Order;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.Scope;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls whom, from the newest spans of the range: pairs of a span and its parent in another
/// service, and calls whose other side sent no spans (databases, queues, peers by their address).
/// The numbers of services are of all spans of the range.
final class ServiceGraph {
  private static final int SAMPLE = 30_000;
  private static final int MAX_SERVICES = 10_000;
  private static final Expr COALESCED_PEER =
      new Expr.Coalesce(
          List.of(
              span("peer.service"),
              span("server.address"),
              span("net.peer.name"),
              span("network.peer.address"),
              span("http.host"),
              span("net.peer.ip")));
  private static final Expr DB_SYSTEM =
      new Expr.Coalesce(List.of(span("db.system.name"), span("db.system")));
  private static final Expr DB_NAME =
      new Expr.Coalesce(List.of(span("db.namespace"), span("db.name")));
  private static final Expr DESTINATION =
      new Expr.Coalesce(List.of(span("messaging.destination.name"), span("messaging.destination")));
  private static final List<Expr> SELECT =
      List.of(
          Expr.field(Intrinsic.TRACE_ID),
          Expr.field(Intrinsic.SPAN_ID),
          Expr.field(Intrinsic.PARENT_SPAN_ID),
          ServicesApi.SERVICE,
          Expr.field(Intrinsic.KIND),
          Expr.field(Intrinsic.STATUS),
          SpansApi.DURATION,
          COALESCED_PEER,
          DB_SYSTEM,
          DB_NAME,
          span("messaging.system"),
          DESTINATION,
          Expr.field(Intrinsic.LINK_TRACE_ID),
          Expr.field(Intrinsic.LINK_SPAN_ID));
  private static final Expr IS_OF_INTEREST =
      Expr.or(
          new Expr.In(
              Expr.field(Intrinsic.KIND),
              List.of(
                  Value.of("server"),
                  Value.of("client"),
                  Value.of("producer"),
                  Value.of("consumer"))),
          Expr.equal(Expr.field(Intrinsic.PARENT_SPAN_ID), ""));

  private final Map<String, Span> spans = new HashMap<>();
  private final Set<Span> answered = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<EdgeKey, Numbers> edges = new LinkedHashMap<>();

  private record Span(
      String service,
      String kind,
      boolean isError,
      double duration,
      String parent,
      String link,
      Row row) {
    boolean isRequest() {
      return kind.equals("server") || kind.equals("consumer");
    }

    boolean isCall() {
      return kind.equals("client") || kind.equals("producer");
    }
  }

  private record EdgeKey(String from, String to, String kind) {}

  private record Node(
      String id, String name, String kind, @Nullable String system, Numbers numbers) {}

  /// Rate, errors, durations.
  private static final class Numbers {
    private final List<Double> durations = new ArrayList<>();
    private long errors;

    void add(Span span) {
      durations.add(span.duration);
      errors += span.isError ? 1 : 0;
    }

    void write(Json json, double seconds) {
      durations.sort(Comparator.naturalOrder());
      int count = durations.size();
      json.field("count", count)
          .field("rate", count / seconds)
          .field("errors", errors)
          .field("errorRate", count == 0 ? 0 : (double) errors / count);
      json.name("p50").number(quantile(0.5)).name("p95").number(quantile(0.95));
      json.name("p99").number(quantile(0.99));
    }

    private double quantile(double quantile) {
      if (durations.isEmpty()) {
        return Double.NaN;
      }
      double place = quantile * (durations.size() - 1);
      int below = (int) place;
      int above = Math.min(below + 1, durations.size() - 1);
      return durations.get(below) + (durations.get(above) - durations.get(below)) * (place - below);
    }
  }

  private ServiceGraph() {}

  private static Expr span(String key) {
    return Expr.attribute(Scope.SPAN, key);
  }

  static HttpResponse answer(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    TimeRange range = call.range();
    Rows rows =
        call.store()
            .search(
                new SearchRequest(
                    Signal.TRACES,
                    range,
                    Compiler.and(query.filter(), IS_OF_INTEREST),
                    SELECT,
                    List.of(Order.NEWEST_FIRST),
                    SAMPLE,
                    call.timeout()));
    ServiceGraph graph = new ServiceGraph();
    rows.rows().forEach(graph::read);
    graph.join();
    long from = rows.cut() ? rows.rows().getLast().time() : range.from();
    double seconds = Math.max(1e-3, (range.to() - from) / 1e9);
    Map<String, Group> services = services(call, query, range);
    services.keySet().forEach(graph::service);
    Json json = new Json().begin();
    boolean cut = graph.write(json, services, seconds, call.limit(2000)) || rows.cut();
    json.field("sampled", rows.rows().size()).field("cut", cut);
    json.name("since");
    if (rows.cut()) {
      json.time(from);
    } else {
      json.nil();
    }
    return call.answer(call.took(json, query.ignored()).end());
  }

  /// What the services were asked, whether its spans are looked at one by one or not.
  private static Map<String, Group> services(Call call, Compiled query, TimeRange range) {
    return ServicesApi.byService(
        call.store()
            .aggregate(
                new AggregateRequest(
                    Signal.TRACES,
                    range,
                    Compiler.and(query.filter(), ServicesApi.IS_REQUEST),
                    List.of(ServicesApi.SERVICE),
                    0,
                    ServicesApi.RED,
                    MAX_SERVICES,
                    call.timeout())));
  }

  private void read(Row row) {
    String trace = text(row, 0);
    Span span =
        new Span(
            text(row, 3),
            text(row, 4),
            text(row, 5).equals("error"),
            SpanRows.whole(row, 6),
            text(row, 2).isEmpty() ? "" : trace + text(row, 2),
            text(row, 12) + text(row, 13),
            row);
    spans.put(trace + text(row, 1), span);
  }

  private static String text(Row row, int column) {
    return switch (row.values().get(column)) {
      case Value.Text text -> text.value();
      case Value.Int number -> Long.toString(number.value());
      case null, default -> "";
    };
  }

  private void join() {
    for (Span span : spans.values()) {
      Node service = service(span.service);
      if (span.isRequest() || span.parent.isEmpty()) {
        service.numbers.add(span);
      }
      Span caller = spans.get(span.parent);
      if (caller == null && span.kind.equals("consumer")) {
        caller = spans.get(span.link);
      }
      if (caller != null && (span.isRequest() || !caller.service.equals(span.service))) {
        answered.add(caller);
        edge(caller.service, span);
      }
    }
    spans.values().stream()
        .filter(span -> span.isCall() && !answered.contains(span))
        .forEach(this::unanswered);
    spans.values().stream()
        .filter(span -> span.kind.equals("consumer") && !spans.containsKey(span.parent))
        .filter(span -> !spans.containsKey(span.link))
        .forEach(this::fromQueue);
  }

  private void edge(String caller, Span span) {
    String kind = span.kind.equals("consumer") ? "message" : "call";
    numbers("service:" + caller, "service:" + span.service, kind).add(span);
  }

  private Numbers numbers(String from, String to, String kind) {
    return edges.computeIfAbsent(new EdgeKey(from, to, kind), _ -> new Numbers());
  }

  private Node service(String name) {
    return node("service:" + name, name, "service", null);
  }

  private Node node(String id, String name, String kind, @Nullable String system) {
    return nodes.computeIfAbsent(id, _ -> new Node(id, name, kind, system, new Numbers()));
  }

  /// A call to something that sends no spans.
  private void unanswered(Span span) {
    String database = text(span.row, 8);
    String peer = text(span.row, 7);
    Node to;
    String kind = "call";
    if (!database.isEmpty()) {
      String name = text(span.row, 9).isEmpty() ? peer : text(span.row, 9);
      String id = "database:" + database + (name.isEmpty() ? "" : "/" + name);
      to = node(id, name.isEmpty() ? database : name, "database", database);
      kind = "database";
    } else if (!text(span.row, 10).isEmpty()) {
      to = queue(span);
      kind = "message";
    } else if (!peer.isEmpty()) {
      to = node("external:" + peer, peer, "external", null);
    } else {
      return;
    }
    to.numbers.add(span);
    numbers("service:" + span.service, to.id, kind).add(span);
  }

  private Node queue(Span span) {
    String system = text(span.row, 10);
    String destination = text(span.row, 11);
    return node(
        "messaging:" + system + (destination.isEmpty() ? "" : "/" + destination),
        destination.isEmpty() ? system : destination,
        "messaging",
        system);
  }

  private void fromQueue(Span span) {
    if (!text(span.row, 10).isEmpty()) {
      numbers(queue(span).id, "service:" + span.service, "message").add(span);
    }
  }

  private boolean write(Json json, Map<String, Group> services, double seconds, int limit) {
    List<Map.Entry<EdgeKey, Numbers>> busiest =
        edges.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<EdgeKey, Numbers> edge) -> edge.getValue().durations.size())
                    .reversed())
            .limit(limit)
            .toList();
    json.name("nodes").beginList();
    for (Node node : nodes.values()) {
      json.begin()
          .field("id", node.id)
          .field("name", node.name)
          .field("kind", node.kind)
          .field("system", node.system);
      Group whole = node.kind.equals("service") ? services.get(node.name) : null;
      if (whole == null) {
        node.numbers.write(json, seconds);
      } else {
        ServicesApi.red(json, whole);
      }
      json.end();
    }
    json.endList().name("edges").beginList();
    for (Map.Entry<EdgeKey, Numbers> edge : busiest) {
      json.begin()
          .field("from", edge.getKey().from)
          .field("to", edge.getKey().to)
          .field("kind", edge.getKey().kind);
      edge.getValue().write(json, seconds);
      json.end();
    }
    json.endList();
    return edges.size() > limit;
  }
}
