package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Gives a list or map with other values.
///
/// - `source`: a list or a map.
/// - `mapper`: `(key, value) => result`: the value instead, for each element with its key in the
///   map or its place in the list.
///
/// ```
/// MapEach(log.attributes["counts"], (_, count) => Int(count) * 2)
/// ```
public final class MapEach implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Lambda> MAPPER = Parameter.lambda("mapper");

  @Override
  public Signature signature() {
    return Signature.of("MapEach", SOURCE, MAPPER);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Lambda mapper = arguments.get(MAPPER);
    Elements.requireParameters(mapper, 2);
    return frame -> {
      Object from = source.get(frame);
      return Elements.collect(
          from,
          Elements.of(from)
              .map(element -> new Elements.Element(element.key(), element.call(mapper, frame))));
    };
  }
}
