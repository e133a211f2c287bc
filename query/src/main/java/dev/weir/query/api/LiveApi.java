package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Events;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeText;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.StoreStats;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Order;
import dev.weir.store.query.QueryTimeoutException;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Live tails.
final class LiveApi {
  private static final Duration PING = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 250;
  private static final int TRACES_A_ROUND = 12;
  private static final int LOGS_A_ROUND = 50;
  private static final Expr ARRIVAL = Expr.field(Intrinsic.ARRIVAL);

  private final Events.Places places;

  LiveApi(Events.Places places) {
    this.places = places;
  }

  List<Route> routes() {
    return List.of(
        Route.light("GET", "/api/v1/traces/live", this::traces),
        Route.light("GET", "/api/v1/logs/live", this::logs));
  }

  /// Sends what arrived between two arrivals.
  @FunctionalInterface
  private interface Round {
    void send(Events events, Expr arrived, TimeRange range)
        throws IOException, InterruptedException;
  }

  private HttpResponse traces(Call call) {
    Compiled query = call.filter(Signal.TRACES);
    List<Column> extra = TracesApi.columns(call, query);
    TelemetryStore store = call.store();
    return tail(
        store,
        Signal.TRACES,
        (events, arrived, range) -> {
          TraceMatches found =
              store.searchTraces(
                  new TraceSearchRequest(
                      range,
                      Compiler.and(query.filter(), arrived),
                      SpanRows.select(extra),
                      TRACES_A_ROUND,
                      3,
                      TIMEOUT));
          for (var trace : found.traces().reversed()) {
            Json json = new Json();
            SpanRows.write(json, trace, extra);
            events.send("trace", json);
          }
          cut(events, found.cut());
        });
  }

  private HttpResponse logs(Call call) {
    Compiled query = call.filter(Signal.LOGS);
    Expr filter = LogsApi.withText(call, query);
    List<Column> extra = call.columns("select");
    TelemetryStore store = call.store();
    return tail(
        store,
        Signal.LOGS,
        (events, arrived, range) -> {
          Rows found =
              store.search(
                  new SearchRequest(
                      Signal.LOGS,
                      range,
                      Compiler.and(filter, arrived),
                      LogsApi.select(extra),
                      List.of(Order.NEWEST_FIRST),
                      LOGS_A_ROUND,
                      TIMEOUT));
          for (Row row : found.rows().reversed()) {
            Json json = new Json();
            LogsApi.write(json, row, extra);
            events.send("log", json);
          }
          cut(events, found.cut());
        });
  }

  private static void cut(Events events, boolean isCut) throws IOException, InterruptedException {
    if (isCut) {
      events.send("cut", new Json().begin().end());
    }
  }

  private HttpResponse tail(TelemetryStore store, Signal signal, Round round) {
    StoreStats.SignalStats now = store.stats().signals().get(signal);
    long begin = now == null ? 0 : now.arrival();
    return places.answer(events -> {
      long seen = begin;
      while (true) {
        long last = store.awaitArrival(signal, seen, PING);
        if (last <= seen) {
          events.ping();
          continue;
        }
        Expr arrived =
            Expr.and(
                Expr.compare(ARRIVAL, Expr.Comparison.GT, Expr.literal(seen)),
                Expr.compare(ARRIVAL, Expr.Comparison.LE, Expr.literal(last)));
        seen = last;
        try {
          round.send(events, arrived, around());
        } catch (QueryTimeoutException e) {
          events.send(
              "error",
              new Json().begin().field("code", "timeout").field("message", e.getMessage()).end());
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    });
  }

  /// The items that arrive now are of about now; far older ones are not shown live.
  private static TimeRange around() {
    try {
      long now = TimeText.nanos(Instant.now());
      return new TimeRange(now, now).withMargin();
    } catch (ArithmeticException e) {
      throw Failure.of(500, "internal", "the clock is wrong");
    }
  }
}
