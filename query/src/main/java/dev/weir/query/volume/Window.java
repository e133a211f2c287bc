package dev.weir.query.volume;

import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.http.TimeText;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time from which a day is extrapolated: the part of the request's range in which the store
/// has items of the signal, up to now.
///
/// @param isWhole whether the store goes back to the start of the range
record Window(long start, long end, boolean isWhole) {
  private static final double DAY_SECONDS = 86_400;
  private static final double NANOS = 1e9;
  private static final long MOST_BACK = 86_400_000_000_000L;

  /// Below this many seconds a day is not extrapolated at all.
  private static final double LEAST_SECONDS = 1;

  /// Whether the store goes back to the start is told by items before it, of the last day at most:
  /// a single clock that is years behind says nothing.
  static Window of(Call call, Signal signal, TimeRange range) {
    long end = Math.max(range.from(), Math.min(range.to(), TimeText.nanos(call.now())));
    long back = Math.min(range.to() - range.from(), MOST_BACK);
    Group before = all(call, signal, new TimeRange(range.from() - back, range.from()));
    Group within = all(call, signal, range);
    boolean isWhole = before != null && VolumeApi.number(before, 0) > 0;
    Double first = within == null ? null : within.values().get(1);
    long start =
        isWhole || first == null ? range.from() : Math.clamp(first.longValue(), range.from(), end);
    return new Window(start, end, isWhole);
  }

  /// How many items, and the time of the first.
  private static @Nullable Group all(Call call, Signal signal, TimeRange range) {
    List<Measure> measures =
        List.of(new Measure.Count(), new Measure.Min(Expr.field(Intrinsic.TIME)));
    List<Group> groups =
        call.store()
            .aggregate(
                new AggregateRequest(
                    signal, range, Expr.TRUE, List.of(), 0, measures, 1, call.timeout()))
            .groups();
    return groups.isEmpty() ? null : groups.getFirst();
  }

  double seconds() {
    return (end - start) / NANOS;
  }

  /// What an amount within the window makes in a day; NaN if the window is too short to tell.
  double perDay(double amount) {
    return seconds() < LEAST_SECONDS ? Double.NaN : amount * DAY_SECONDS / seconds();
  }

  void write(Json json) {
    json.name("window").begin().name("start").time(start).name("end").time(end);
    json.field("seconds", seconds()).field("whole", isWhole).end();
  }
}
