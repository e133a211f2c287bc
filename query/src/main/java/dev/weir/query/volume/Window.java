package dev.weir.query.volume;

import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.http.TimeText;
import dev.weir.store.StoreStats;
import dev.weir.store.query.TimeRange;

/// The time from which a day is extrapolated: the part of the request's range in which the store
/// has items of the signal, up to now.
///
/// @param isWhole whether the store goes back to the start of the range
record Window(long start, long end, boolean isWhole) {
  private static final double DAY_SECONDS = 86_400;
  private static final double NANOS = 1e9;

  /// Below this many seconds a day is not extrapolated at all.
  private static final double LEAST_SECONDS = 1;

  static Window of(Call call, Signal signal, TimeRange range) {
    StoreStats.SignalStats stats = call.store().stats().signals().get(signal);
    long oldest = stats == null ? 0 : stats.oldest();
    boolean isWhole = oldest > 0 && oldest <= range.from();
    long end = Math.max(range.from(), Math.min(range.to(), TimeText.nanos(call.now())));
    long start = isWhole || oldest == 0 ? range.from() : Math.min(end, oldest);
    return new Window(start, end, isWhole);
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
