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

/// Stored items, spread over a range as all items are: from each step of time a part of them, the
/// newest, as large as the step's share.
///
/// @param requests OTLP requests
/// @param items how many are in them
/// @param total how many there are
public record Sample(List<ByteRange> requests, long items, long total) {
  public static final int MAX = 10_000;
  private static final int STEPS = 24;

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
      ByteRange request = newest(call, signal, within(range, step), filter, part);
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

  private static ByteRange newest(
      Call call, Signal signal, TimeRange range, Expr filter, int count) {
    List<ItemRef> refs =
        call
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
    return call.store().items(signal, refs);
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
