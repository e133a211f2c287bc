package dev.weir.collector.helper.export;

import dev.weir.collector.api.Problems;
import java.time.Duration;
import java.util.Map;

/// How an [ExportHelper] works.
///
/// @param timeout for each attempt; zero for none
/// @param retry the section `retry_on_failure`
/// @param queue the section `sending_queue`
/// @param labels of the counts of what was sent, beside the exporter's name, such as
///   `server.address`
public record ExportSettings(
    Duration timeout, RetryConfig retry, QueueConfig queue, Map<String, String> labels) {

  /// Checks the key `timeout`, for [ComponentConfig#validate] of exporters that have it.
  public static void validateTimeout(Duration timeout, Problems problems) {
    if (timeout.isNegative()) {
      problems.add("timeout", timeout, "0 or more: 'timeout' must be non-negative");
    }
  }
}
