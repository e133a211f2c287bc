package dev.weir.ottl.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import org.jspecify.annotations.Nullable;

/// Multiplies the values of a metric: of gauges and sums the values of their points, of histograms
/// sum, smallest and largest value and the bounds, of summaries sum and quantiles, and of all the
/// exemplars. An int stays one if the product is whole, else it becomes a double. Exponential
/// histograms are an error.
///
/// - `multiplier`: the factor, a double.
/// - `unit`: the unit of the metric from then on; it stays if it is left out.
///
/// ```
/// scale_metric(0.001, "s") where metric.unit == "ms"
/// ```
public final class ScaleMetric implements Editor {
  private static final Parameter<Double> MULTIPLIER = Parameter.literalFloating("multiplier");
  private static final Parameter<Getter<String>> UNIT = Parameter.string("unit").optional();

  @Override
  public Signature signature() {
    return Signature.of("scale_metric", MULTIPLIER, UNIT);
  }

  @Override
  public Action create(Arguments arguments) {
    Double multiplier = arguments.get(MULTIPLIER);
    @Nullable Getter<String> unit = arguments.find(UNIT);
    Scaling scaling = new Scaling(multiplier);
    return frame -> {
      String newUnit = unit == null ? null : unit.get(frame);
      scaling.scale(frame);
      if (newUnit != null) {
        frame.edit(ContextName.METRIC).bytes(Metric.UNIT, newUnit.getBytes(UTF_8));
      }
    };
  }
}
