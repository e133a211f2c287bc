package dev.weir.store.memory;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Deletion;
import dev.weir.store.Receipt;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A store in memory, which is gone when the process ends. The oldest batches go when there is too
/// much of them.
public final class MemoryStore implements TelemetryStore {
  private static final Receipt KEPT = () -> {};

  private final Batches batches;

  public MemoryStore(long maxBytes, Duration maxAge, InstantSource clock) {
    batches = new Batches(maxBytes, maxAge, clock);
  }

  @Override
  public Receipt append(Signal signal, ByteRange request) {
    if (signal == Signal.PROFILES) {
      throw new IllegalArgumentException("profiles (expected: traces, metrics or logs)");
    }
    batches.append(signal, request);
    return KEPT;
  }

  @Override
  public Rows search(SearchRequest request) {
    List<Item> all = batches.items(request.signal());
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
    List<Item> all = batches.items(Signal.TRACES);
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
    List<Item> all = batches.items(Signal.TRACES);
    return traceIds.stream()
        .map(id -> spans(all, id))
        .filter(spans -> !spans.isEmpty())
        .map(TraceSummaries::of)
        .toList();
  }

  @Override
  public ByteRange trace(String traceId) {
    return batches.pick(
        Signal.TRACES,
        spans(batches.items(Signal.TRACES), traceId).stream()
            .map(Item::ref)
            .sorted(Comparator.comparingInt(ItemRef::block))
            .toList());
  }

  @Override
  public ByteRange items(Signal signal, List<ItemRef> refs) {
    return batches.pick(signal, refs);
  }

  @Override
  public Groups aggregate(AggregateRequest request) {
    List<Item> all = batches.items(request.signal());
    Evaluator evaluator = new Evaluator(all, request.range());
    return new Aggregation(request, evaluator)
        .over(matching(all, evaluator, request.range(), request.filter()));
  }

  @Override
  public AttributeProfile profile(ProfileRequest request) {
    List<Item> all = batches.items(request.signal());
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
        signal,
        batches.items(signal).stream().filter(item -> range.contains(item.time())).toList());
  }

  @Override
  public List<AttributeKey.ValueCount> values(
      Signal signal, Expr expr, TimeRange range, Expr filter, String prefix, int limit) {
    List<Item> all = batches.items(signal);
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
    List<Item> all = batches.items(Signal.METRICS);
    return MetricSeries.metrics(matching(all, new Evaluator(all, range), range, filter));
  }

  @Override
  public SeriesResult series(SeriesRequest request) {
    List<Item> all = batches.items(Signal.METRICS);
    return MetricSeries.series(
        request,
        matching(all, new Evaluator(all, request.range()), request.range(), request.filter()));
  }

  @Override
  public List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit) {
    List<Item> all = batches.items(Signal.METRICS);
    return MetricSeries.exemplars(
        metric, limit, matching(all, new Evaluator(all, range), range, filter));
  }

  @Override
  public long awaitArrival(Signal signal, long arrival, Duration timeout)
      throws InterruptedException {
    return batches.awaitArrival(signal, arrival, timeout);
  }

  @Override
  public StoreStats stats() {
    return batches.stats();
  }

  @Override
  public void retain() {
    batches.retain();
  }

  @Override
  public Deletion previewDelete(Set<Signal> signals, TimeRange range) {
    return batches.previewDelete(signals, range);
  }

  @Override
  public Deletion delete(Set<Signal> signals, TimeRange range) {
    return batches.delete(signals, range);
  }

  @Override
  public void close() {
    batches.close();
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

  private static boolean startsWith(Value value, String prefix) {
    String text = Comparisons.text(value);
    return prefix.isEmpty() || (text != null && Texts.lower(text).startsWith(Texts.lower(prefix)));
  }
}
