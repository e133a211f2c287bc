package dev.weir.ottl.context;

import dev.weir.ottl.EvaluationException;

/// Where a path's field is in its item: data points of different metrics have it under different
/// numbers, or not at all.
@FunctionalInterface
interface Field {
  /// The number of the field, or 0 if such items do not have it.
  int in(Item item);

  /// The number of the field, to write it.
  ///
  /// @throws EvaluationException if such items do not have it
  default int toWrite(Item item) {
    int number = in(item);
    if (number == 0) {
      throw new EvaluationException("data points of this type of metric do not have the field");
    }
    return number;
  }

  static Field of(int number) {
    return item -> number;
  }

  /// The numbers in data points of gauges and sums, histograms, exponential histograms, summaries.
  static Field ofPoint(int number, int histogram, int exponential, int summary) {
    return item ->
        switch (item.shape()) {
          case HISTOGRAM_POINT -> histogram;
          case EXPONENTIAL_POINT -> exponential;
          case SUMMARY_POINT -> summary;
          default -> number;
        };
  }
}
