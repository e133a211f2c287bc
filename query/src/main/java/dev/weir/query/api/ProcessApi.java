package dev.weir.query.api;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Call;
import dev.weir.query.http.Events;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.Running;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.http.TimeText;
import dev.weir.store.StoreStats;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The process itself: the store, what arrives, the pipelines, the queries.
final class ProcessApi {
  private static final long SECOND_MILLIS = 1000;
  private static final int PING_SECONDS = 15;
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS);

  private final BuildInfo build;
  private final PipelineView pipelines;
  private final Running running;
  private final Events.Places places;

  ProcessApi(BuildInfo build, PipelineView pipelines, Running running, Events.Places places) {
    this.build = build;
    this.pipelines = pipelines;
    this.running = running;
    this.places = places;
  }

  List<Route> routes() {
    return List.of(
        Route.light("GET", "/api/v1/stats", call -> call.answer(stats(call.store()))),
        Route.light("GET", "/api/v1/stats/live", this::liveStats),
        Route.get("/api/v1/arrivals", ProcessApi::arrivals),
        Route.light("GET", "/api/v1/pipelines", call -> call.answer(graph())),
        Route.light("GET", "/api/v1/pipelines/live", this::livePipelines),
        Route.light("GET", "/api/v1/pipelines/tap", call -> Taps.answer(call, pipelines, places)),
        Route.light("GET", "/api/v1/queries", this::queries),
        Route.light("DELETE", "/api/v1/queries/{id}", this::stop));
  }

  private Json stats(TelemetryStore store) {
    StoreStats stats = store.stats();
    Json json = new Json().begin().field("version", build.version());
    json.name("now").time(TimeText.nanos(Instant.now()));
    json.field("directory", stats.directory() == null ? null : stats.directory().toString())
        .field("bytes", stats.bytes())
        .field("maxBytes", stats.maxBytes())
        .field("maxAge", stats.maxAge().toSeconds() * 1e9)
        .field("problem", stats.problem())
        .name("quarantined")
        .texts(stats.quarantined().stream().map(Object::toString).toList())
        .field("removedSlices", stats.removedSlices())
        .field("droppedItems", stats.droppedItems())
        .name("signals")
        .begin();
    stats
        .signals()
        .forEach((signal, numbers) -> {
          json.name(signal.key()).begin();
          json.field("items", numbers.items()).field("uncommitted", numbers.uncommitted());
          json.field("appended", numbers.appended()).field("bytes", numbers.bytes());
          json.field("slices", numbers.slices()).name("oldest").time(numbers.oldest());
          json.name("newest").time(numbers.newest()).end();
        });
    return json.end().end();
  }

  private HttpResponse liveStats(Call call) {
    TelemetryStore store = call.store();
    return places.answer(events -> {
      StoreStats last = null;
      for (int second = 0; ; second++) {
        StoreStats stats = store.stats();
        if (!stats.equals(last)) {
          last = stats;
          events.send("stats", stats(store));
        } else if (second % PING_SECONDS == 0) {
          events.ping();
        }
        Thread.sleep(SECOND_MILLIS);
      }
    });
  }

  private static HttpResponse arrivals(Call call) {
    TimeGrid grid = TimeGrid.of(call.params(), call.range(), 60);
    Json json = new Json().begin().field("step", grid.step()).name("signals").begin();
    for (Signal signal : SIGNALS) {
      Map<List<?>, List<Group>> services = new LinkedHashMap<>();
      call.store()
          .aggregate(
              new AggregateRequest(
                  signal,
                  grid.range(),
                  Expr.TRUE,
                  List.of(ServicesApi.SERVICE),
                  grid.step(),
                  List.of(new Measure.Count()),
                  call.limit(50),
                  call.timeout()))
          .groups()
          .forEach(
              group -> services.computeIfAbsent(group.keys(), _ -> new ArrayList<>()).add(group));
      json.name(signal.key()).beginList();
      services.forEach((service, steps) -> arrivals(json, service, steps, grid));
      json.endList();
    }
    return call.answer(json.end().end());
  }

  private static void arrivals(Json json, List<?> service, List<Group> steps, TimeGrid grid) {
    double total = 0;
    Json series = new Json().beginList();
    for (Group step : steps) {
      Double count = step.values().getFirst();
      if (count != null) {
        total += count;
        series.beginList().number(step.time() / 1_000_000).number(count / grid.seconds()).endList();
      }
    }
    Object name = service.getFirst();
    json.begin()
        .field("service", name instanceof dev.weir.store.query.Value.Text text ? text.value() : "")
        .field("count", total)
        .name("series")
        .raw(series.endList().toString())
        .end();
  }

  private Json graph() {
    PipelineView.Snapshot snapshot = pipelines.snapshot();
    Json json = new Json().begin().name("now").time(TimeText.nanos(Instant.now()));
    json.name("nodes").beginList();
    for (PipelineView.Node node : snapshot.nodes()) {
      json.begin().field("id", node.id()).field("kind", node.kind()).field("name", node.name());
      json.field("signal", node.signal()).field("pipeline", node.pipeline());
      json.field("status", node.status()).field("reason", node.reason());
      json.name("counters").begin();
      node.counters().forEach(json::field);
      json.end().name("dropped").begin();
      node.dropped().forEach(json::field);
      json.end().name("queue");
      PipelineView.Queue queue = node.queue();
      if (queue == null) {
        json.nil();
      } else {
        json.begin().field("size", queue.size()).field("capacity", queue.capacity()).end();
      }
      json.end();
    }
    json.endList().name("edges").beginList();
    for (PipelineView.Edge edge : snapshot.edges()) {
      json.begin().field("id", edge.id()).field("from", edge.from()).field("to", edge.to());
      json.field("signal", edge.signal()).field("pipeline", edge.pipeline());
      json.field("items", edge.items()).field("batches", edge.batches());
      json.field("refused", edge.refused()).end();
    }
    return json.endList().end();
  }

  private HttpResponse livePipelines(Call call) {
    return places.answer(events -> {
      while (true) {
        events.send("pipelines", graph());
        Thread.sleep(SECOND_MILLIS);
      }
    });
  }

  private HttpResponse queries(Call call) {
    Json json = new Json().begin().name("queries").beginList();
    for (Running.Entry entry : running.all()) {
      json.begin().field("id", entry.id()).field("path", entry.path());
      json.field("query", entry.query()).field("age", entry.age().toNanos()).end();
    }
    return call.answer(json.endList().end());
  }

  private HttpResponse stop(Call call) {
    if (!running.stop(call.path("id"))) {
      throw Failure.notFound("no request " + call.path("id") + " is running");
    }
    return HttpResponse.of(204, "", new byte[0]);
  }
}
