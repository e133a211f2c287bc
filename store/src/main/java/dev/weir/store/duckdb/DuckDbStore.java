package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Deletion;
import dev.weir.store.Receipt;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreException;
import dev.weir.store.StoreStats;
import dev.weir.store.TelemetryStore;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// A store in a folder, see the package.
public final class DuckDbStore implements TelemetryStore {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ByteRange NOTHING = ByteRange.of(new byte[0]);
  private static final long NANOS = 1_000_000_000L;

  private final StoreConfig config;
  private final StoreLog log;
  private final FolderLock folderLock;
  private final Database database;
  private final Map<Signal, SignalStore> stores = new EnumMap<>(Signal.class);
  private final AtomicLong lastArrival = new AtomicLong();
  private final Thread housekeeper;
  private volatile boolean isClosed;

  private DuckDbStore(StoreConfig config, StoreLog log, FolderLock folderLock, Database database) {
    this.config = config;
    this.log = log;
    this.folderLock = folderLock;
    this.database = database;
    for (Signal signal : SIGNALS) {
      stores.put(signal, new SignalStore(signal, config, database, log, this::nextArrival));
    }
    housekeeper =
        Thread.ofPlatform().daemon().name("store-housekeeping").unstarted(this::keepHouse);
  }

  /// Opens the store of a folder.
  ///
  /// @param warnings is told, in sentences, what the owner of the store should know
  /// @throws StoreException if another process has it, or it was written by a newer version
  public static DuckDbStore open(StoreConfig config, Consumer<String> warnings) {
    FolderLock lock = FolderLock.take(config.directory());
    Database database = null;
    try {
      database = Database.open(config);
      DuckDbStore store = new DuckDbStore(config, new StoreLog(warnings), lock, database);
      store.start();
      return store;
    } catch (RuntimeException e) {
      if (database != null) {
        database.close();
      }
      lock.close();
      throw e;
    }
  }

  @Override
  public Receipt append(Signal signal, ByteRange request) {
    return store(signal).append(request);
  }

  @Override
  public Rows search(SearchRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new Rows(List.of(), false),
        parts -> new SearchQuestion(database, request.signal(), parts).search(request));
  }

  @Override
  public TraceMatches searchTraces(TraceSearchRequest request) {
    return ask(
        Signal.TRACES,
        request.range(),
        traceIn(request.filter()),
        new TraceMatches(List.of(), false),
        parts -> searchTraces(request, parts));
  }

  @Override
  public List<TraceSummary> summaries(List<String> traceIds) {
    List<long[]> ids =
        traceIds.stream().map(id -> ExprSql.id(id, 2)).filter(DuckDbStore::isTrace).toList();
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

  @Override
  public ByteRange trace(String traceId) {
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

  @Override
  public ByteRange items(Signal signal, List<ItemRef> refs) {
    return new ItemReader(store(signal)).read(signal, refs);
  }

  @Override
  public Groups aggregate(AggregateRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new Groups(List.of(), false),
        parts -> new AggregateQuestion(request, parts).ask(database));
  }

  @Override
  public AttributeProfile profile(ProfileRequest request) {
    return ask(
        request.signal(),
        request.range(),
        traceIn(request.filter()),
        new AttributeProfile(0, List.of()),
        parts -> new ProfileQuestion(database, request, parts).ask());
  }

  @Override
  public List<AttributeKey> attributeKeys(Signal signal, TimeRange range) {
    return ask(
        signal,
        range,
        _ -> true,
        List.of(),
        parts ->
            CatalogueMerge.of(parts.stream().map(Snapshot.Part::catalogue).distinct().toList()));
  }

  @Override
  public List<AttributeKey.ValueCount> values(
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

  @Override
  public List<MetricInfo> metrics(TimeRange range, Expr filter) {
    return ask(
        Signal.METRICS,
        range,
        _ -> true,
        List.of(),
        parts -> new SeriesQuestion(database, parts).metrics(range, filter));
  }

  @Override
  public SeriesResult series(SeriesRequest request) {
    return ask(
        Signal.METRICS,
        request.range(),
        _ -> true,
        new SeriesResult(List.of(), false),
        parts -> new SeriesQuestion(database, parts).series(request));
  }

  @Override
  public List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit) {
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

  @Override
  public long awaitArrival(Signal signal, long arrival, Duration timeout)
      throws InterruptedException {
    return store(signal).awaitArrival(arrival, timeout);
  }

  @Override
  public StoreStats stats() {
    checkOpen();
    Map<Signal, StoreStats.SignalStats> signals = new EnumMap<>(Signal.class);
    stores.forEach((signal, store) -> signals.put(signal, store.stats()));
    return new StoreStats(
        config.directory(),
        config.maxBytes(),
        config.maxAge(),
        signals.values().stream().mapToLong(StoreStats.SignalStats::bytes).sum(),
        signals,
        stores.values().stream()
            .map(SignalStore::problem)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        log.quarantined(),
        log.removed(),
        log.dropped());
  }

  @Override
  public void retain() {
    Retention.apply(config, stores.values(), log);
  }

  @Override
  public Deletion previewDelete(Set<Signal> signals, TimeRange range) {
    return Retention.deletion(signals, Retention.within(chosen(signals), range));
  }

  @Override
  public Deletion delete(Set<Signal> signals, TimeRange range) {
    for (SignalStore store : chosen(signals)) {
      store.awaitStaged();
      if (Retention.isActiveWithin(store, range)) {
        store.roll();
        try {
          store.awaitSealed();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new StoreException("interrupted before anything was deleted", e);
        }
      }
    }
    Deletion deletion = Retention.deletion(signals, Retention.within(chosen(signals), range));
    chosen(signals).forEach(store -> store.remove(Retention.within(List.of(store), range)));
    return deletion;
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    housekeeper.interrupt();
    List<Thread> closing =
        stores.values().stream()
            .map(store -> Thread.ofPlatform().name("store-close").start(store::close))
            .toList();
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    database.close();
    folderLock.close();
  }

  private void start() {
    long last = 0;
    for (SignalStore store : stores.values()) {
      last = Math.max(last, store.open());
    }
    lastArrival.set(last);
    housekeeper.start();
  }

  private long nextArrival() {
    Instant now = config.clock().instant();
    long nanos = now.getEpochSecond() * NANOS + now.getNano();
    return lastArrival.updateAndGet(last -> Math.max(last + 1, nanos));
  }

  private SignalStore store(Signal signal) {
    checkOpen();
    SignalStore store = stores.get(signal);
    if (store == null) {
      throw new IllegalArgumentException(signal.key() + " (expected: traces, metrics or logs)");
    }
    return store;
  }

  private List<SignalStore> chosen(Set<Signal> signals) {
    return signals.stream().sorted(Comparator.naturalOrder()).map(this::store).toList();
  }

  private void checkOpen() {
    if (isClosed) {
      throw new StoreException("the store is closed");
    }
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
    SignalStore store = store(signal);
    store.awaitStaged();
    TimeRange read = signal == Signal.TRACES ? range.withMargin() : range;
    for (int attempt = 0; ; attempt++) {
      try (Snapshot snapshot = store.snapshot(read, mayHold)) {
        return snapshot.parts().isEmpty() ? nothing : question.apply(snapshot.parts());
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

  private void keepHouse() {
    while (!isClosed) {
      try {
        Thread.sleep(1000);
        for (SignalStore store : stores.values()) {
          store.rollIfDue();
        }
        retain();
      } catch (InterruptedException e) {
        return;
      } catch (StoreException | IOException e) {
        log.warn("keeping house: " + e.getMessage());
      }
    }
  }
}
