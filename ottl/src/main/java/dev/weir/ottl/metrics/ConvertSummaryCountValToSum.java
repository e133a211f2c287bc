package dev.weir.ottl.metrics;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.List;

/// Adds a metric: a sum with the counts of a summary, with the attributes and times of its points,
/// and its description and unit. In the context of data points it has the one point. Metrics of
/// other kinds add none.
///
/// - `aggregation_temporality`: `delta` or `cumulative`.
/// - `is_monotonic`: true if its values only rise.
/// - `suffix`: what is put behind the metric's name, `_count` if it is left out.
///
/// ```
/// convert_summary_count_val_to_sum("cumulative", true) where metric.name == "rpc.duration"
/// ```
public final class ConvertSummaryCountValToSum implements Editor {
  private static final Parameter<String> AGGREGATION_TEMPORALITY =
      Parameter.literalString("aggregation_temporality");
  private static final Parameter<Boolean> IS_MONOTONIC = Parameter.literalBool("is_monotonic");
  private static final Parameter<String> SUFFIX = Parameter.literalString("suffix").optional();

  @Override
  public Signature signature() {
    return Signature.of(
        "convert_summary_count_val_to_sum", AGGREGATION_TEMPORALITY, IS_MONOTONIC, SUFFIX);
  }

  @Override
  public Action create(Arguments arguments) {
    String aggregationTemporality = arguments.get(AGGREGATION_TEMPORALITY);
    Boolean isMonotonic = arguments.get(IS_MONOTONIC);
    String suffix = arguments.get(SUFFIX, "_count");
    long temporality = Metric.temporality(aggregationTemporality);
    Extraction extraction = new Extraction(true);
    return frame -> {
      if (Metric.kind(Metric.of(frame)) == Metric.Kind.SUMMARY) {
        List<ByteRange> points = MetricPoints.of(frame);
        extraction.convert(frame, points, suffix, temporality, isMonotonic);
      }
    };
  }
}
