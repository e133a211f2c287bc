package dev.weir.store.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The points of one series in ascending time.
///
/// @param resource attributes of the resource
/// @param attributes attributes of the points
public record Series(
    MetricInfo metric,
    Map<String, Value> resource,
    String instrumentation,
    Map<String, Value> attributes,
    List<Point> points) {

  /// One point, or several of one interval joined: what is said of the last holds, increases are
  /// summed.
  ///
  /// @param value of a gauge or sum, or the sum of the others; NaN if there is none
  /// @param increase of sums and histograms: by how much `value` grew since the point before,
  ///   resets counted from 0 (of delta temporality: `value` itself); NaN for others, for a sum that
  ///   is not monotonic, and for the first cumulative point of the series in the range, unless it
  ///   started within the range
  /// @param count how many values a histogram or summary stands for; 0 for others
  /// @param histogram buckets of a histogram
  public record Point(
      long time,
      double value,
      double increase,
      long count,
      @Nullable Buckets histogram,
      List<Quantile> quantiles) {}

  /// Buckets of a histogram, exponential ones brought to bounds too. Counts are increases, as
  /// `increase` is; where that is NaN they are the counts of the point itself.
  ///
  /// @param bounds upper bounds, inclusive and ascending; one less than counts
  public record Buckets(List<Double> bounds, List<Long> counts, double min, double max) {}

  /// A quantile of a summary.
  public record Quantile(double quantile, double value) {}
}
