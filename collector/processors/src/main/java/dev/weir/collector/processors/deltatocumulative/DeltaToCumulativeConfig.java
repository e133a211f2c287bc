package dev.weir.collector.processors.deltatocumulative;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.time.Duration;

/// What the user writes under `delta_to_cumulative:`.
///
/// @param maxStale series without points for so long are forgotten
/// @param maxStreams how many series are kept at most; 0 for no limit
public record DeltaToCumulativeConfig(Duration maxStale, long maxStreams)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    if (!maxStale.isPositive()) {
      problems.add("max_stale", maxStale, "a positive duration");
    }
    if (maxStreams < 0) {
      problems.add("max_streams", maxStreams, "0 or more");
    }
  }
}
