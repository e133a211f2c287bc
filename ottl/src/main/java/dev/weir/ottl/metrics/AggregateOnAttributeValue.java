package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.List;

/// Gives points one value of an attribute instead of several, and then makes one point of those
/// that have the same attributes and time; see `aggregate_on_attributes`.
///
/// - `aggregation_function`: `sum`, `max`, `min`, `mean`, `median` or `count`; for histograms `sum`
///   only.
/// - `attribute`: the key of the attribute.
/// - `values`: a list of strings, the values that go.
/// - `new_value`: the value instead.
///
/// ```
/// aggregate_on_attribute_value("sum", "state", ["user", "nice"], "busy") where metric.name == "system.cpu.time"
/// ```
public final class AggregateOnAttributeValue implements Editor {
  private static final Parameter<String> AGGREGATION_FUNCTION =
      Parameter.literalString("aggregation_function");
  private static final Parameter<String> ATTRIBUTE = Parameter.literalString("attribute");
  private static final Parameter<List<String>> VALUES =
      Parameter.listOf(Parameter.literalString("values"));
  private static final Parameter<String> NEW_VALUE = Parameter.literalString("new_value");

  @Override
  public Signature signature() {
    return Signature.of(
        "aggregate_on_attribute_value", AGGREGATION_FUNCTION, ATTRIBUTE, VALUES, NEW_VALUE);
  }

  @Override
  public Action create(Arguments arguments) {
    String aggregationFunction = arguments.get(AGGREGATION_FUNCTION);
    String attribute = arguments.get(ATTRIBUTE);
    List<String> values = arguments.get(VALUES);
    String newValue = arguments.get(NEW_VALUE);
    Aggregation aggregation = Aggregation.of(aggregationFunction);
    return frame ->
        aggregation.run(
            frame,
            map -> {
              if (map.get(attribute) instanceof String value && values.contains(value)) {
                map.put(attribute, newValue);
              }
            });
  }
}
