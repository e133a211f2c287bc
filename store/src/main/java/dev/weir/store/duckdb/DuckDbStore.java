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
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A store in a folder, see the package.
public final class DuckDbStore implements TelemetryStore {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);
  private static final long NANOS = 1_000_000_000L;

  private final StoreConfig config;
  private final StoreLog log;
  private final FolderLock folderLock;
  private final Database database;
  private final Map<Signal, SignalStore> stores = new EnumMap<>(Signal.class);
  private final Questions questions;
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
    questions = new Questions(config, database, this::store);
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
    return questions.search(request);
  }

  @Override
  public TraceMatches searchTraces(TraceSearchRequest request) {
    return questions.searchTraces(request);
  }

  @Override
  public List<TraceSummary> summaries(List<String> traceIds) {
    return questions.summaries(traceIds);
  }

  @Override
  public ByteRange trace(String traceId) {
    return questions.trace(traceId);
  }

  @Override
  public ByteRange items(Signal signal, List<ItemRef> refs) {
    return questions.items(signal, refs);
  }

  @Override
  public Groups aggregate(AggregateRequest request) {
    return questions.aggregate(request);
  }

  @Override
  public AttributeProfile profile(ProfileRequest request) {
    return questions.profile(request);
  }

  @Override
  public List<AttributeKey> attributeKeys(Signal signal, TimeRange range) {
    return questions.attributeKeys(signal, range);
  }

  @Override
  public List<AttributeKey.ValueCount> values(
      Signal signal, Expr expr, TimeRange range, Expr filter, String prefix, int limit) {
    return questions.values(signal, expr, range, filter, prefix, limit);
  }

  @Override
  public List<MetricInfo> metrics(TimeRange range, Expr filter) {
    return questions.metrics(range, filter);
  }

  @Override
  public SeriesResult series(SeriesRequest request) {
    return questions.series(request);
  }

  @Override
  public List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit) {
    return questions.exemplars(metric, range, filter, limit);
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

  private void keepHouse() {
    while (!isClosed) {
      try {
        Thread.sleep(1000);
        for (SignalStore store : stores.values()) {
          store.rollIfDue();
        }
        retain();
        database.calm();
      } catch (InterruptedException e) {
        return;
      } catch (StoreException | IOException | SQLException e) {
        log.warn("keeping house: " + e.getMessage());
      }
    }
  }
}
