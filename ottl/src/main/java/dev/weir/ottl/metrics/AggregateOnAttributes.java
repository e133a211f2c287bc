package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one point of those of a metric that have the same attributes and time; deltas also the
/// same start, histograms the same bounds. Gauges, sums and histograms of both kinds can be
/// aggregated; summaries are an error. Ints stay ints while the result is whole.
///
/// - `aggregation_function`: `sum`, `max`, `min`, `mean`, `median` or `count`; for histograms `sum`
///   only.
/// - `attributes`: a list of the attributes that points keep; `[]` for none, all if it is left out.
///
/// ```
/// aggregate_on_attributes("sum", ["cpu"]) where metric.name == "system.cpu.time"
/// ```
public final class AggregateOnAttributes implements Editor {
  private static final Parameter<String> AGGREGATION_FUNCTION =
      Parameter.literalString("aggregation_function");
  private static final Parameter<List<String>> ATTRIBUTES =
      Parameter.listOf(Parameter.literalString("attributes")).optional();

  @Override
  public Signature signature() {
    return Signature.of("aggregate_on_attributes", AGGREGATION_FUNCTION, ATTRIBUTES);
  }

  @Override
  public Action create(Arguments arguments) {
    String aggregationFunction = arguments.get(AGGREGATION_FUNCTION);
    @Nullable List<String> attributes = arguments.find(ATTRIBUTES);
    Aggregation aggregation = Aggregation.of(aggregationFunction);
    return frame ->
        aggregation.run(
            frame,
            map -> {
              if (attributes != null) {
                map.entries().keySet().retainAll(attributes);
              }
            });
  }
}
