package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import dev.weir.collector.engine.config.MetricsConfig.IncludeExclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes what comes of the instruments that are selected.
public record MetricView(@Nullable Selector selector, @Nullable Stream stream)
    implements ComponentConfig {

  public static MetricView defaults() {
    return new MetricView(null, null);
  }

  @Override
  public void validate(Problems problems) {
    if (selector == null || selector.equals(Selector.defaults())) {
      problems.add("selector", null, "instrument_name, instrument_type or unit");
      return;
    }
    String name = selector.instrumentName();
    boolean isOfMany = name == null || name.contains("*") || name.contains("?");
    if (stream != null && stream.name() != null && isOfMany) {
      problems.add(
          "stream::name", stream.name(), "no name when the selector may fit several instruments");
    }
  }

  /// Which instruments; what is null fits all.
  public record Selector(
      @Nullable String instrumentName,
      @Nullable String instrumentType,
      @Nullable String meterName,
      @Nullable String meterSchemaUrl,
      @Nullable String meterVersion,
      @Nullable String unit)
      implements ComponentConfig {
    private static final List<String> TYPES =
        List.of(
            "counter",
            "up_down_counter",
            "histogram",
            "observable_counter",
            "observable_up_down_counter",
            "observable_gauge");

    @Override
    public void validate(Problems problems) {
      if (instrumentType != null && !TYPES.contains(instrumentType)) {
        problems.add("instrument_type", instrumentType, String.join(", ", TYPES));
      }
      if (meterName != null || meterVersion != null || meterSchemaUrl != null) {
        problems.warn(
            meterName != null ? "meter_name" : "",
            "selects nothing but \"dev.weir.collector\", the one meter of this collector");
      }
    }

    public static Selector defaults() {
      return new Selector(null, null, null, null, null, null);
    }
  }

  /// What becomes of them.
  public record Stream(
      @Nullable String name,
      @Nullable String description,
      @Nullable Aggregation aggregation,
      @Nullable IncludeExclude attributeKeys)
      implements ComponentConfig {

    public static Stream defaults() {
      return new Stream(null, null, null, null);
    }
  }

  /// How values are summed up: one is set.
  public record Aggregation(
      @Key("default") @Nullable Map<String, Object> standard,
      @Nullable Map<String, Object> drop,
      @Nullable Map<String, Object> lastValue,
      @Nullable Map<String, Object> sum,
      @Nullable ExplicitBucketHistogram explicitBucketHistogram,
      @Nullable Base2ExponentialBucketHistogram base2ExponentialBucketHistogram)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (base2ExponentialBucketHistogram != null) {
        problems.warn(
            "base2_exponential_bucket_histogram", "has no effect: buckets are explicit here");
      }
    }

    public static Aggregation defaults() {
      return new Aggregation(null, null, null, null, null, null);
    }
  }

  /// Buckets with bounds of one's own.
  public record ExplicitBucketHistogram(
      @Nullable List<Double> boundaries, @Nullable Boolean recordMinMax)
      implements ComponentConfig {

    public static ExplicitBucketHistogram defaults() {
      return new ExplicitBucketHistogram(null, null);
    }
  }

  /// Buckets that find their own bounds.
  public record Base2ExponentialBucketHistogram(
      @Nullable Integer maxScale, @Nullable Integer maxSize, @Nullable Boolean recordMinMax)
      implements ComponentConfig {

    public static Base2ExponentialBucketHistogram defaults() {
      return new Base2ExponentialBucketHistogram(null, null, null);
    }
  }
}
