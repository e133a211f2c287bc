package dev.weir.collector.helper.tally;

import dev.weir.collector.api.Log;
import dev.weir.ottl.EvaluationException;
import org.jspecify.annotations.Nullable;

/// Conditions that failed on items of one batch. Not safe for threads.
final class Failures {
  private int count;
  private String condition = "";
  private @Nullable EvaluationException last;

  void add(String text, EvaluationException error) {
    count++;
    condition = text;
    last = error;
  }

  void report(Log log) {
    if (last != null) {
      log.warn(
          "conditions fail", "times", count, "condition", condition, "error", last.getMessage());
    }
  }
}
