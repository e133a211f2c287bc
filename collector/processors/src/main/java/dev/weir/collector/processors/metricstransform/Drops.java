package dev.weir.collector.processors.metricstransform;

/// Counts the points of one batch that rules drop. Not safe for threads.
final class Drops {
  private int deleted;
  private int notAggregated;

  /// A point has a label value that is deleted.
  void deleted() {
    deleted++;
  }

  /// A point became like another one, and nothing says how to make them one.
  void notAggregated() {
    notAggregated++;
  }

  int countOfDeleted() {
    return deleted;
  }

  int countOfNotAggregated() {
    return notAggregated;
  }
}
