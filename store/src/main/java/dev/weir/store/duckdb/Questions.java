package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreException;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Groups;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.Measure;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatch;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import dev.weir.store.query.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Answers the questions of a store: takes a snapshot of the slices that may have something to say,
/// and has it asked.
final class Questions {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// A question about more items gets more than one thread.
  private static final long MANY = 200_000;

  private static final ByteRange NOTHING = ByteRange.of(new byte[0]);

  private final StoreConfig config;
  private final Database database;
  private final Function<Signal, SignalStore> stores;

  Questions(StoreConfig config, Database database, Function<Signal, SignalStore> stores) {
    this.config = config;
    this.database = database;
    this.stores = stores;
  }

  Rows search(SearchRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new Rows(List.of(), false),
        parts -> new SearchQuestion(database, request.signal(), parts).search(request));
  }

  TraceMatches searchTraces(TraceSearchRequest request) {
    return ask(
        Signal.TRACES,
        request.range(),
        traceIn(request.filter()),
        new TraceMatches(List.of(), false),
        parts -> searchTraces(request, parts));
  }

  List<TraceSummary> summaries(List<String> traceIds) {
    List<long[]> ids =
        traceIds.stream().map(id -> ExprSql.id(id, 2)).filter(Questions::isTrace).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, TraceSummary> found =
        ask(
            Signal.TRACES,
            TimeRange.ALL,
            slice -> ids.stream().anyMatch(id -> slice.meta.traces.mayHold(id[0], id[1])),
            Map.of(),
            parts -> new TraceQuestion(database, parts).summaries(ids, TIMEOUT));
    return traceIds.stream().filter(found::containsKey).map(found::get).toList();
  }

  ByteRange trace(String traceId) {
    long[] id = ExprSql.id(traceId, 2);
    if (!isTrace(id)) {
      return NOTHING;
    }
    return ask(
        Signal.TRACES,
        TimeRange.ALL,
        slice -> slice.meta.traces.mayHold(id[0], id[1]),
        NOTHING,
        parts -> items(Signal.TRACES, new TraceQuestion(database, parts).refs(id[0], id[1])));
  }

  ByteRange items(Signal signal, List<ItemRef> refs) {
    return new ItemReader(stores.apply(signal)).read(signal, refs);
  }

  Groups aggregate(AggregateRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new Groups(List.of(), false),
        parts -> new AggregateQuestion(request, parts, config.exactQuantiles()).ask(database));
  }

  AttributeProfile profile(ProfileRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new AttributeProfile(0, List.of()),
        parts -> new ProfileQuestion(database, request, parts).ask());
  }

  List<AttributeKey> attributeKeys(Signal signal, TimeRange range) {
    return ask(
        signal,
        range,
        _ -> true,
        List.of(),
        parts ->
            CatalogueMerge.of(parts.stream().map(Snapshot.Part::catalogue).distinct().toList()));
  }

  List<AttributeKey.ValueCount> values(
      Signal signal, Expr expr, TimeRange range, Expr filter, String prefix, int limit) {
    Expr begins =
        prefix.isEmpty()
            ? new Expr.Exists(expr)
            : new Expr.Matches(
                expr, "^(?i:\\Q" + prefix.replace("\\E", "\\E\\\\E\\Q") + "\\E)", false);
    Groups groups =
        aggregate(
            new AggregateRequest(
                signal,
                range,
                Expr.and(filter, begins),
                List.of(expr),
                0,
                List.of(new Measure.Count()),
                limit,
                TIMEOUT));
    List<AttributeKey.ValueCount> values = new ArrayList<>();
    groups
        .groups()
        .forEach(group -> {
          Value value = group.keys().getFirst();
          Double count = group.values().getFirst();
          if (value != null && count != null) {
            values.add(new AttributeKey.ValueCount(value, count.longValue()));
          }
        });
    return values;
  }

  List<MetricInfo> metrics(TimeRange range, Expr filter) {
    return ask(
        Signal.METRICS,
        range,
        _ -> true,
        List.of(),
        parts -> new SeriesQuestion(database, parts).metrics(range, filter));
  }

  SeriesResult series(SeriesRequest request) {
    return ask(
        Signal.METRICS,
        request.range(),
        _ -> true,
        new SeriesResult(List.of(), false),
        parts -> new SeriesQuestion(database, parts).series(request));
  }

  List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit) {
    return ask(
        Signal.METRICS,
        range,
        _ -> true,
        List.of(),
        parts -> {
          List<ItemRef> refs =
              new SeriesQuestion(database, parts).exemplars(metric, range, filter, limit);
          return ExemplarReader.read(items(Signal.METRICS, refs), limit);
        });
  }

  private TraceMatches searchTraces(TraceSearchRequest request, List<Snapshot.Part> parts) {
    List<TraceQuestion.Match> found = new TraceQuestion(database, parts).find(request);
    boolean cut = found.size() > request.traces();
    if (cut) {
      found = found.subList(0, request.traces());
    }
    if (found.isEmpty()) {
      return new TraceMatches(List.of(), false);
    }
    Map<String, List<Row>> rows =
        new SearchQuestion(database, Signal.TRACES, parts).ofTraces(request, found);
    List<TraceSummary> summaries = summaries(found.stream().map(TraceQuestion.Match::id).toList());
    List<TraceMatch> matches = new ArrayList<>();
    for (TraceQuestion.Match match : found) {
      summaries.stream()
          .filter(summary -> summary.traceId().equals(match.id()))
          .forEach(summary ->
              matches.add(
                  new TraceMatch(
                      summary, match.matched(), rows.getOrDefault(match.id(), List.of()))));
    }
    return new TraceMatches(matches, cut);
  }

  /// Asks the parts that may have something to say. A slice whose file turns out to be damaged is
  /// set aside, and the question is asked again.
  private <T> T ask(
      Signal signal,
      TimeRange range,
      Predicate<Slice> mayHold,
      T nothing,
      Function<List<Snapshot.Part>, T> question) {
    SignalStore store = stores.apply(signal);
    store.awaitStaged();
    TimeRange read = signal == Signal.TRACES ? range.withMargin() : range;
    for (int attempt = 0; ; attempt++) {
      try (Snapshot snapshot = store.snapshot(read, mayHold)) {
        if (snapshot.items() > MANY) {
          database.spread();
        }
        return snapshot.parts().isEmpty() ? nothing : question.apply(snapshot.parts());
      } catch (SQLException e) {
        throw new StoreException("giving a question threads: " + e.getMessage(), e);
      } catch (Database.DatabaseException e) {
        if (attempt > 0 || !e.isOfFile() || !store.setAsideDamaged()) {
          throw e;
        }
      }
    }
  }

  /// Slices that may have the trace that a filter asks for.
  private static Predicate<Slice> traceIn(Expr filter) {
    long[] id = TraceIdFilter.in(filter);
    return isTrace(id) ? slice -> slice.meta.traces.mayHold(id[0], id[1]) : _ -> true;
  }

  private static boolean isTrace(long[] id) {
    return id.length == 2 && (id[0] != 0 || id[1] != 0);
  }
}
