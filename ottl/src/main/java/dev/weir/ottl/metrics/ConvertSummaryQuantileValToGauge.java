package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Adds a metric: a gauge with the quantiles of a summary, one point for each, with the attributes
/// and times of the summary's point and the quantile as one attribute more, and the description and
/// unit of the summary. Metrics of other kinds add none.
///
/// - `attribute_key`: the attribute that says which quantile it is, `quantile` if it is left out.
/// - `suffix`: what is put behind the metric's name, `.quantiles` if it is left out.
///
/// ```
/// convert_summary_quantile_val_to_gauge("q", "_quantiles")
/// ```
public final class ConvertSummaryQuantileValToGauge implements Editor {
  private static final Parameter<String> ATTRIBUTE_KEY =
      Parameter.literalString("attribute_key").optional();
  private static final Parameter<String> SUFFIX = Parameter.literalString("suffix").optional();
  private static final int QUANTILES = 6;

  @Override
  public Signature signature() {
    return Signature.of("convert_summary_quantile_val_to_gauge", ATTRIBUTE_KEY, SUFFIX);
  }

  @Override
  public Action create(Arguments arguments) {
    String attributeKey = arguments.get(ATTRIBUTE_KEY, "quantile");
    String suffix = arguments.get(SUFFIX, ".quantiles");
    return frame -> {
      Fields metric = Metric.of(frame);
      if (Metric.kind(metric) == Metric.Kind.SUMMARY) {
        Fields gauge = new Fields();
        for (ByteRange range : MetricPoints.of(frame)) {
          Fields point = Fields.of(range);
          for (ByteRange quantile : point.all(QUANTILES)) {
            gauge.add(Metric.POINTS, point(point, Fields.of(quantile), attributeKey));
          }
        }
        Fields added = Metric.named(metric, metric.text(Metric.NAME) + suffix);
        frame.addMetric(added.message(Metric.Kind.GAUGE.field, gauge).range());
      }
    };
  }

  private static ByteRange point(Fields summaryPoint, Fields quantile, String key) {
    Fields value = new Fields().real(4, quantile.real(1));
    Fields attribute = new Fields().text(1, key).message(2, value);
    Fields point = Metric.numberPoint(summaryPoint, Metric.Kind.SUMMARY);
    point.add(Metric.Kind.GAUGE.attributes, attribute.range());
    return point.real(Metric.AS_DOUBLE, quantile.real(2)).range();
  }
}
