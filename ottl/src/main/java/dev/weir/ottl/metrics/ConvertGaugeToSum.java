package dev.weir.ottl.metrics;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Turns a gauge into a sum. Metrics of other kinds stay as they are.
///
/// - `aggregation_temporality`: `delta` or `cumulative`.
/// - `is_monotonic`: true if its values only rise.
///
/// ```
/// convert_gauge_to_sum("cumulative", false) where metric.name == "system.processes.count"
/// ```
public final class ConvertGaugeToSum implements Editor {
  private static final Parameter<String> AGGREGATION_TEMPORALITY =
      Parameter.literalString("aggregation_temporality");
  private static final Parameter<Boolean> IS_MONOTONIC = Parameter.literalBool("is_monotonic");

  @Override
  public Signature signature() {
    return Signature.of("convert_gauge_to_sum", AGGREGATION_TEMPORALITY, IS_MONOTONIC);
  }

  @Override
  public Action create(Arguments arguments) {
    String aggregationTemporality = arguments.get(AGGREGATION_TEMPORALITY);
    Boolean isMonotonic = arguments.get(IS_MONOTONIC);
    long temporality = Metric.temporality(aggregationTemporality);
    return frame -> {
      Fields metric = Metric.of(frame);
      if (Metric.kind(metric) == Metric.Kind.GAUGE) {
        Fields gauge = metric.message(Metric.Kind.GAUGE.field);
        Fields sum = Metric.sum(temporality, isMonotonic).copy(gauge, Metric.POINTS, Metric.POINTS);
        MessageEdit edit = frame.edit(ContextName.METRIC);
        edit.remove(Metric.Kind.GAUGE.field);
        edit.bytes(Metric.Kind.SUM.field, sum.range().toByteArray());
      }
    };
  }
}
