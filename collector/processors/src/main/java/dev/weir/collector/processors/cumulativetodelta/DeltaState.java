package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.helper.series.SeriesLimits;
import dev.weir.collector.helper.series.SeriesTable;
import java.util.concurrent.TimeUnit;

/// All that a processor remembers. It may be given to another processor of the same settings.
///
/// @param series the last point of each series
/// @param since when the first of these processors began to remember, in nanoseconds since 1970
record DeltaState(SeriesTable<Seen> series, long since) {
  static DeltaState of(CumulativeToDeltaConfig config) {
    SeriesLimits limits =
        new SeriesLimits(
            config.maxStreams(), config.maxStaleness(), SeriesLimits.WhenFull.FORGET_OLDEST);
    return new DeltaState(
        new SeriesTable<>(limits), TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
  }
}
