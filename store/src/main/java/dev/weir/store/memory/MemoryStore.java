package dev.weir.store.memory;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Concatenation;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Deletion;
import dev.weir.store.Receipt;
import dev.weir.store.StoreException;
import dev.weir.store.StoreStats;
import dev.weir.store.TelemetryStore;
import dev.weir.store.items.ItemPick;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Groups;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.Order;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A store in memory, which is gone when the process ends. The oldest batches go when there is too
/// much of them.
public final class MemoryStore implements TelemetryStore {
  private static final Receipt KEPT = () -> {};

  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;
  private final Object lock = new Object();

  // all guarded by lock
  private final List<Batch> batches = new ArrayList<>();
  private final Map<Signal, Long> appended = new EnumMap<>(Signal.class);
  private final Map<Signal, Long> arrivals = new EnumMap<>(Signal.class);
  private int nextBlock;
  private long lastArrival;
  private long bytes;
  private long removed;
  private boolean closed;

  public MemoryStore(long maxBytes, Duration maxAge, InstantSource clock) {
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  @Override
  public Receipt append(Signal signal, ByteRange request) {
    if (signal == Signal.PROFILES) {
      throw new IllegalArgumentException("profiles (expected: traces, metrics or logs)");
    }
    synchronized (lock) {
      checkOpen();
      lastArrival = Math.max(lastArrival + 1, nanos());
      int block = nextBlock++;
      List<Item> items = ItemReader.read(signal, request, block, lastArrival);
      batches.add(new Batch(signal, block, lastArrival, request, items));
      bytes += request.length();
      appended.merge(signal, (long) items.size(), Long::sum);
      arrivals.put(signal, lastArrival);
      retain();
      lock.notifyAll();
    }
    return KEPT;
  }

  @Override
  public Rows search(SearchRequest request) {
    List<Item> all = items(request.signal());
    Evaluator evaluator = new Evaluator(all, request.range());
    List<Item> found =
        matching(all, evaluator, request.range(), request.filter()).stream()
            .sorted(order(evaluator, request.order()))
            .toList();
    return new Rows(
        found.stream()
            .limit(request.limit())
            .map(item -> row(evaluator, item, request.select()))
            .toList(),
        found.size() > request.limit());
  }

  @Override
  public TraceMatches searchTraces(TraceSearchRequest request) {
    List<Item> all = items(Signal.TRACES);
    Evaluator evaluator = new Evaluator(all, request.range());
    Map<String, List<Item>> traces = new LinkedHashMap<>();
    matching(all, evaluator, request.range(), request.filter()).stream()
        .filter(item -> !item.traceId().isEmpty())
        .sorted(Comparator.comparingLong(Item::time).reversed().thenComparing(Item::traceId))
        .forEach(item -> traces.computeIfAbsent(item.traceId(), _ -> new ArrayList<>()).add(item));
    List<TraceMatch> matches =
        traces.entrySet().stream()
            .limit(request.traces())
            .map(entry -> match(entry.getKey(), entry.getValue(), all, evaluator, request))
            .toList();
    return new TraceMatches(matches, traces.size() > request.traces());
  }

  @Override
  public List<TraceSummary> summaries(List<String> traceIds) {
    List<Item> all = items(Signal.TRACES);
    return traceIds.stream()
        .map(id -> spans(all, id))
        .filter(spans -> !spans.isEmpty())
        .map(TraceSummaries::of)
        .toList();
  }

  @Override
  public ByteRange trace(String traceId) {
    return pick(
        Signal.TRACES,
        spans(items(Signal.TRACES), traceId).stream()
            .map(Item::ref)
            .sorted(Comparator.comparingInt(ItemRef::block))
            .toList());
  }

  @Override
  public ByteRange items(Signal signal, List<ItemRef> refs) {
    return pick(signal, refs);
  }

  @Override
  public Groups aggregate(AggregateRequest request) {
    List<Item> all = items(request.signal());
    Evaluator evaluator = new Evaluator(all, request.range());
    return new Aggregation(request, evaluator)
        .over(matching(all, evaluator, request.range(), request.filter()));
  }

  @Override
  public AttributeProfile profile(ProfileRequest request) {
    List<Item> all = items(request.signal());
    Evaluator evaluator = new Evaluator(all, request.range());
    List<Item> sample =
        matching(all, evaluator, request.range(), request.filter()).stream()
            .limit(request.sample())
            .toList();
    return AttributeCounts.profile(request, sample);
  }

  @Override
  public List<AttributeKey> attributeKeys(Signal signal, TimeRange range) {
    return AttributeCounts.keys(
        signal, items(signal).stream().filter(item -> range.contains(item.time())).toList());
  }

  @Override
  public List<AttributeKey.ValueCount> values(
      Signal signal, Expr expr, TimeRange range, Expr filter, String prefix, int limit) {
    List<Item> all = items(signal);
    Evaluator evaluator = new Evaluator(all, range);
    Map<Value, Long> counts = new LinkedHashMap<>();
    for (Item item : matching(all, evaluator, range, filter)) {
      Value value = evaluator.value(item, expr);
      if (value != null && startsWith(value, prefix)) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return AttributeCounts.sorted(counts, limit);
  }

  @Override
  public List<MetricInfo> metrics(TimeRange range, Expr filter) {
    List<Item> all = items(Signal.METRICS);
    return MetricSeries.metrics(matching(all, new Evaluator(all, range), range, filter));
  }

  @Override
  public SeriesResult series(SeriesRequest request) {
    List<Item> all = items(Signal.METRICS);
    return MetricSeries.series(
        request,
        matching(all, new Evaluator(all, request.range()), request.range(), request.filter()));
  }

  @Override
  public List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit) {
    List<Item> all = items(Signal.METRICS);
    return MetricSeries.exemplars(
        metric, limit, matching(all, new Evaluator(all, range), range, filter));
  }

  @Override
  public long awaitArrival(Signal signal, long arrival, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (!closed && arrivals.getOrDefault(signal, 0L) <= arrival) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        lock.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      return arrivals.getOrDefault(signal, 0L);
    }
  }

  @Override
  public StoreStats stats() {
    synchronized (lock) {
      Map<Signal, StoreStats.SignalStats> signals = new EnumMap<>(Signal.class);
      for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
        signals.put(signal, stats(signal));
      }
      return new StoreStats(null, maxBytes, maxAge, bytes, signals, null, List.of(), removed, 0);
    }
  }

  @Override
  public void retain() {
    synchronized (lock) {
      long oldest = nanos() - maxAge.toNanos();
      while (!batches.isEmpty() && (bytes > maxBytes || batches.getFirst().arrival() < oldest)) {
        bytes -= batches.removeFirst().request().length();
        removed++;
      }
    }
  }

  @Override
  public Deletion previewDelete(Set<Signal> signals, TimeRange range) {
    synchronized (lock) {
      return deletion(signals, batches.stream().filter(within(signals, range)).toList());
    }
  }

  @Override
  public Deletion delete(Set<Signal> signals, TimeRange range) {
    synchronized (lock) {
      Deletion deletion = previewDelete(signals, range);
      batches.removeIf(within(signals, range));
      bytes -= deletion.bytes();
      return deletion;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      batches.clear();
      lock.notifyAll();
    }
  }

  private long nanos() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the store is closed");
    }
  }

  private List<Item> items(Signal signal) {
    synchronized (lock) {
      checkOpen();
      return batches.stream()
          .filter(batch -> batch.signal() == signal)
          .flatMap(batch -> batch.items().stream())
          .toList();
    }
  }

  private static List<Item> matching(
      List<Item> all, Evaluator evaluator, TimeRange range, Expr filter) {
    return all.stream()
        .filter(item -> range.contains(item.time()) && evaluator.passes(item, filter))
        .toList();
  }

  private static Comparator<Item> order(Evaluator evaluator, List<Order> orders) {
    Comparator<Item> all = (_, _) -> 0;
    for (Order order : orders) {
      Comparator<Item> next =
          (left, right) -> {
            Value a = evaluator.value(left, order.by());
            Value b = evaluator.value(right, order.by());
            if (a == null || b == null) {
              return Boolean.compare(a == null, b == null);
            }
            int compared = Comparisons.ORDER.compare(a, b);
            return order.descending() ? -compared : compared;
          };
      all = all.thenComparing(next);
    }
    return all;
  }

  private static Row row(Evaluator evaluator, Item item, List<Expr> select) {
    List<@Nullable Value> values = new ArrayList<>();
    select.forEach(expr -> values.add(evaluator.value(item, expr)));
    return new Row(item.ref(), item.time(), Collections.unmodifiableList(values));
  }

  private static List<Item> spans(List<Item> all, String traceId) {
    return all.stream()
        .filter(item -> item.traceId().equals(traceId))
        .sorted(Item::byStart)
        .toList();
  }

  private static TraceMatch match(
      String traceId,
      List<Item> matched,
      List<Item> all,
      Evaluator evaluator,
      TraceSearchRequest request) {
    return new TraceMatch(
        TraceSummaries.of(spans(all, traceId)),
        matched.size(),
        matched.stream()
            .sorted(Item::byStart)
            .limit(request.spansPerTrace())
            .map(item -> row(evaluator, item, request.select()))
            .toList());
  }

  private ByteRange pick(Signal signal, List<ItemRef> refs) {
    Map<Integer, BitSet> places = new LinkedHashMap<>();
    refs.forEach(ref -> places.computeIfAbsent(ref.block(), _ -> new BitSet()).set(ref.index()));
    List<ByteRange> parts = new ArrayList<>();
    synchronized (lock) {
      checkOpen();
      for (Batch batch : batches) {
        BitSet wanted = places.get(batch.block());
        if (wanted != null && batch.signal() == signal) {
          parts.add(ItemPick.pick(signal, batch.request(), wanted));
        }
      }
    }
    return parts.isEmpty() ? ByteRange.of(new byte[0]) : Concatenation.of(signal, parts);
  }

  private static boolean startsWith(Value value, String prefix) {
    String text = Comparisons.text(value);
    return prefix.isEmpty() || (text != null && Texts.lower(text).startsWith(Texts.lower(prefix)));
  }

  private StoreStats.SignalStats stats(Signal signal) {
    List<Batch> own = batches.stream().filter(batch -> batch.signal() == signal).toList();
    return new StoreStats.SignalStats(
        own.stream().mapToLong(batch -> batch.items().size()).sum(),
        0,
        appended.getOrDefault(signal, 0L),
        own.stream().mapToLong(batch -> batch.request().length()).sum(),
        own.isEmpty() ? 0 : 1,
        own.stream().flatMap(batch -> batch.items().stream()).mapToLong(Item::time).min().orElse(0),
        own.stream().flatMap(batch -> batch.items().stream()).mapToLong(Item::time).max().orElse(0),
        arrivals.getOrDefault(signal, 0L));
  }

  private static Predicate<Batch> within(Set<Signal> signals, TimeRange range) {
    return batch ->
        signals.contains(batch.signal())
            && batch.items().stream().allMatch(item -> range.contains(item.time()));
  }

  private static Deletion deletion(Set<Signal> signals, List<Batch> gone) {
    List<Item> items = gone.stream().flatMap(batch -> batch.items().stream()).toList();
    return new Deletion(
        signals,
        items.size(),
        gone.stream().mapToLong(batch -> batch.request().length()).sum(),
        items.isEmpty()
            ? new TimeRange(0, 0)
            : new TimeRange(
                items.stream().mapToLong(Item::time).min().orElse(0),
                items.stream().mapToLong(Item::time).max().orElse(0) + 1));
  }

  /// A batch as it came.
  private record Batch(
      Signal signal, int block, long arrival, ByteRange request, List<Item> items) {}
}
