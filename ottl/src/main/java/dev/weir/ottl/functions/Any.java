package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells whether a condition holds for at least one element of a list or map; false if there are
/// none.
///
/// - `source`: a list or a map.
/// - `predicate`: `(key, value) => condition`: for each element, with its key in the map or its
///   place in the list.
///
/// ```
/// Any(log.attributes, (key, _) => HasPrefix(key, "http."))
/// ```
public final class Any implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Lambda> PREDICATE = Parameter.lambda("predicate");

  @Override
  public Signature signature() {
    return Signature.of("Any", SOURCE, PREDICATE).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Lambda predicate = arguments.get(PREDICATE);
    Elements.requireParameters(predicate, 2);
    return frame ->
        Elements.of(source.get(frame)).anyMatch(element -> element.test(predicate, frame));
  }
}
