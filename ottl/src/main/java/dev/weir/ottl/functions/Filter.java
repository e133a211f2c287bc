package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Gives the elements of a list or map for which a condition holds, as a list or map.
///
/// - `source`: a list or a map.
/// - `predicate`: `(key, value) => condition`: for each element, with its key in the map or its
///   place in the list.
///
/// ```
/// set(log.attributes["http"], Filter(log.attributes, (key, _) => HasPrefix(key, "http.")))
/// ```
public final class Filter implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Lambda> PREDICATE = Parameter.lambda("predicate");

  @Override
  public Signature signature() {
    return Signature.of("Filter", SOURCE, PREDICATE);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Lambda predicate = arguments.get(PREDICATE);
    Elements.requireParameters(predicate, 2);
    return frame -> {
      Object from = source.get(frame);
      return Elements.collect(
          from, Elements.of(from).filter(element -> element.test(predicate, frame)));
    };
  }
}
