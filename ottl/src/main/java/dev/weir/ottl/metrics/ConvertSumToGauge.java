package dev.weir.ottl.metrics;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Signature;

/// Turns a sum into a gauge. Metrics of other kinds stay as they are.
///
/// ```
/// convert_sum_to_gauge() where metric.name == "system.processes.count"
/// ```
public final class ConvertSumToGauge implements Editor {

  @Override
  public Signature signature() {
    return Signature.of("convert_sum_to_gauge");
  }

  @Override
  public Action create(Arguments arguments) {
    return frame -> {
      Fields metric = Metric.of(frame);
      if (Metric.kind(metric) == Metric.Kind.SUM) {
        Fields sum = metric.message(Metric.Kind.SUM.field);
        Fields gauge = new Fields().copy(sum, Metric.POINTS, Metric.POINTS);
        MessageEdit edit = frame.edit(ContextName.METRIC);
        edit.remove(Metric.Kind.SUM.field);
        edit.bytes(Metric.Kind.GAUGE.field, gauge.range().toByteArray());
      }
    };
  }
}
