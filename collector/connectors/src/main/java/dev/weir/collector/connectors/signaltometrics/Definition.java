package dev.weir.collector.connectors.signaltometrics;

import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.function.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A metric to make, compiled.
///
/// @param number which of the different metrics of the connector it adds to
/// @param value what gives the number of an item
/// @param count what gives how often that counts; null for once
record Definition(
    int number,
    MetricIdentity identity,
    AttributeSelection resourceAttributes,
    AttributeSelection attributes,
    List<CompiledCondition> conditions,
    Source value,
    @Nullable Source count) {

  /// An expression with its text.
  record Source(String text, Expression expression) {}
}
