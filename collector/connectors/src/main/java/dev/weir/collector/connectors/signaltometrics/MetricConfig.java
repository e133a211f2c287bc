package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A metric, as the user writes it.
///
/// @param includeResourceAttributes what its resource has; everything when empty
/// @param attributes what its points have
/// @param conditions of which an item has to fulfil one, if there are any
public record MetricConfig(
    String name,
    String description,
    String unit,
    List<AttributeConfig> includeResourceAttributes,
    List<AttributeConfig> attributes,
    List<String> conditions,
    @Nullable Histogram histogram,
    @Nullable ExponentialHistogram exponentialHistogram,
    @Nullable Sum sum,
    @Nullable Gauge gauge)
    implements ComponentConfig {

  public static MetricConfig defaults() {
    return new MetricConfig("", "", "", List.of(), List.of(), List.of(), null, null, null, null);
  }

  @Override
  public void validate(Problems problems) {
    if (name.isEmpty()) {
      problems.add("name", "missing required metric name configuration");
    }
    long kinds =
        Stream.of(histogram, exponentialHistogram, sum, gauge).filter(Objects::nonNull).count();
    if (kinds != 1) {
      problems.add("", "exactly one of the metrics must be defined, " + kinds + " found");
    }
    validateKeys("include_resource_attributes", includeResourceAttributes, problems);
    validateKeys("attributes", attributes, problems);
  }

  private static void validateKeys(
      String setting, List<AttributeConfig> attributes, Problems problems) {
    Set<String> known = new HashSet<>();
    for (AttributeConfig attribute : attributes) {
      if (!attribute.key().isEmpty() && !known.add(attribute.key())) {
        problems.add(setting, attribute.key(), "each key once");
      }
    }
  }

  /// Adds up values.
  ///
  /// @param value an expression that gives the number of an item
  public record Sum(String value, boolean monotonic) implements ComponentConfig {
    public static Sum defaults() {
      return new Sum("", false);
    }

    @Override
    public void validate(Problems problems) {
      requireValue(value, problems);
    }
  }

  /// Keeps the last value.
  ///
  /// @param value an expression that gives the number of an item, or nil
  public record Gauge(String value) implements ComponentConfig {
    public static Gauge defaults() {
      return new Gauge("");
    }

    @Override
    public void validate(Problems problems) {
      requireValue(value, problems);
    }
  }

  /// Counts values in fixed buckets.
  ///
  /// @param buckets their upper bounds, ascending; the usual ones when empty
  /// @param count an expression that gives how often the value counts; empty for once
  /// @param value an expression that gives the number of an item
  public record Histogram(List<Double> buckets, String count, String value)
      implements ComponentConfig {
    private static final List<Double> USUAL =
        Stream.of(2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1000, 1400, 2000, 5000, 10_000, 15_000)
            .map(Integer::doubleValue)
            .toList();

    public static Histogram defaults() {
      return new Histogram(USUAL, "", "");
    }

    @Override
    public void validate(Problems problems) {
      requireValue(value, problems);
      List<Double> bounds = upperBounds();
      for (int i = 0; i < bounds.size(); i++) {
        boolean isAbove = i == 0 || bounds.get(i) > bounds.get(i - 1);
        if (!Double.isFinite(bounds.get(i)) || !isAbove) {
          problems.add("buckets", buckets, "finite bounds, each above the one before");
          return;
        }
      }
    }

    List<Double> upperBounds() {
      return buckets.isEmpty() ? USUAL : buckets;
    }
  }

  /// Counts values in buckets that become wider as they spread.
  ///
  /// @param maxSize how many buckets there may be on either side of zero; 0 for the default
  /// @param count an expression that gives how often the value counts; empty for once
  /// @param value an expression that gives the number of an item
  public record ExponentialHistogram(int maxSize, String count, String value)
      implements ComponentConfig {
    private static final int DEFAULT = 160;
    private static final int MAX = 16_384;

    public static ExponentialHistogram defaults() {
      return new ExponentialHistogram(DEFAULT, "", "");
    }

    @Override
    public void validate(Problems problems) {
      requireValue(value, problems);
      if (maxBuckets() < 2 || maxBuckets() > MAX) {
        problems.add("max_size", maxSize, "2 to " + MAX);
      }
    }

    int maxBuckets() {
      return maxSize == 0 ? DEFAULT : maxSize;
    }
  }

  private static void requireValue(String value, Problems problems) {
    if (value.isBlank()) {
      problems.add("value", "value must be defined: an expression that gives a number");
    }
  }
}
