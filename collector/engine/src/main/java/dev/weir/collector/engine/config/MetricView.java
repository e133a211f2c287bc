package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
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

  /// Which instruments; what is null fits all.
  public record Selector(
      @Nullable String instrumentName,
      @Nullable String instrumentType,
      @Nullable String meterName,
      @Nullable String meterSchemaUrl,
      @Nullable String meterVersion,
      @Nullable String unit)
      implements ComponentConfig {

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
