package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the user writes under `cumulative_to_delta:`.
///
/// @param include the metrics to convert; all when absent
/// @param exclude of those, the metrics to leave as they are
/// @param initialValue what becomes of the first point of a series
/// @param maxStaleness series without points for so long are forgotten; zero for never
/// @param maxStreams how many series are remembered at most
public record CumulativeToDeltaConfig(
    @OffWhenEmpty @Nullable MetricFilter include,
    @OffWhenEmpty @Nullable MetricFilter exclude,
    InitialValue initialValue,
    Duration maxStaleness,
    long maxStreams)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    if (maxStaleness.isNegative()) {
      problems.add("max_staleness", maxStaleness, "0 or more");
    }
    if (maxStreams < 1) {
      problems.add("max_streams", maxStreams, "1 or more");
    }
  }
}
