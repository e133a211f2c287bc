package dev.weir.query.volume;

import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.http.Call;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Order;
import dev.weir.store.query.Row;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Stored items, spread over a range as all items are: from each step of time as many as is its
/// share, by chance, but for the same data the same.
///
/// @param requests OTLP requests
/// @param items how many are in them
/// @param total how many there are
public record Sample(List<ByteRange> requests, long items, long total) {
  public static final int MAX = 10_000;
  private static final int STEPS = 24;

  /// From how many times as many items those of a step are chosen.
  private static final int CHOICE = 5;

  /// Takes about `wanted` items.
  public static Sample of(Call call, Signal signal, TimeRange range, Expr filter, int wanted)
      throws InterruptedException {
    List<Group> steps = steps(call, signal, range, filter);
    double total = steps.stream().mapToDouble(group -> VolumeApi.number(group, 0)).sum();
    List<ByteRange> requests = new ArrayList<>();
    long items = 0;
    for (Group step : steps) {
      double share = VolumeApi.number(step, 0) / total;
      int part = (int) Math.ceil(share * Math.min(wanted, total));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      ByteRange request = some(call, signal, within(range, step), filter, part);
      if (request.length() > 0) {
        requests.add(request);
        items += count(signal, request);
      }
    }
    return new Sample(requests, items, (long) total);
  }

  private static List<Group> steps(Call call, Signal signal, TimeRange range, Expr filter) {
    return call.store()
        .aggregate(
            new AggregateRequest(
                signal,
                range,
                filter,
                List.of(),
                step(range),
                List.of(new Measure.Count()),
                1,
                call.timeout()))
        .groups();
  }

  private static long step(TimeRange range) {
    return Math.max(1, Math.ceilDiv(range.to() - range.from(), STEPS));
  }

  private static TimeRange within(TimeRange range, Group step) {
    return new TimeRange(step.time(), Math.min(range.to(), step.time() + step(range)));
  }

  /// Some of the newest items of a range.
  private static ByteRange some(Call call, Signal signal, TimeRange range, Expr filter, int count) {
    List<ItemRef> refs = newest(call, signal, range, filter, Math.min(MAX, count * CHOICE));
    int wanted = Math.min(count, refs.size());
    SplittableRandom random = new SplittableRandom(range.from());
    List<ItemRef> chosen = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      int from = (int) ((long) i * refs.size() / wanted);
      int to = (int) ((long) (i + 1) * refs.size() / wanted);
      chosen.add(refs.get(random.nextInt(from, to)));
    }
    return call.store().items(signal, chosen);
  }

  private static List<ItemRef> newest(
      Call call, Signal signal, TimeRange range, Expr filter, int count) {
    return call
        .store()
        .search(
            new SearchRequest(
                signal,
                range,
                filter,
                List.of(),
                List.of(Order.NEWEST_FIRST),
                count,
                call.timeout()))
        .rows()
        .stream()
        .map(Row::ref)
        .toList();
  }

  /// The newest items of a range, with those that came together.
  public static Sample newest(
      Call call, Signal signal, TimeRange range, Expr filter, int wanted, long total) {
    ByteRange request = call.store().items(signal, newest(call, signal, range, filter, wanted));
    return request.length() == 0
        ? new Sample(List.of(), 0, total)
        : new Sample(List.of(request), count(signal, request), total);
  }

  /// How many items a request has.
  public static long count(Signal signal, ByteRange request) {
    Counting counting = new Counting();
    ItemFilter.keep(signal, request, counting);
    return counting.items;
  }

  private static final class Counting implements ItemPredicate {
    private long items;

    @Override
    public boolean keep(byte[] buffer, int offset, int length) {
      items++;
      return false;
    }
  }
}
