package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells whether a condition holds for all elements of a list or map; true if there are none.
///
/// - `source`: a list or a map.
/// - `predicate`: `(key, value) => condition`: for each element, with its key in the map or its
///   place in the list.
///
/// ```
/// All(log.attributes["tags"], (_, tag) => HasPrefix(tag, "team-"))
/// ```
public final class All implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Lambda> PREDICATE = Parameter.lambda("predicate");

  @Override
  public Signature signature() {
    return Signature.of("All", SOURCE, PREDICATE).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Lambda predicate = arguments.get(PREDICATE);
    Elements.requireParameters(predicate, 2);
    return frame ->
        Elements.of(source.get(frame)).allMatch(element -> element.test(predicate, frame));
  }
}
