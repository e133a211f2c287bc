package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import org.jspecify.annotations.Nullable;

/// Gives the first element of a list or map for which a condition holds; nil if there is none.
///
/// - `source`: a list or a map.
/// - `predicate`: `(key, value) => condition`: for each element, with its key in the map or its
///   place in the list.
/// - `mapper`: `(key, value) => result`: what is given of the element; its value if it is left out.
///
/// ```
/// Find(span.attributes["tags"], (_, tag) => HasPrefix(tag, "team-"))
/// Find(log.attributes, (_, value) => value == "prod", (key, _) => key)
/// ```
public final class Find implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Lambda> PREDICATE = Parameter.lambda("predicate");
  private static final Parameter<Lambda> MAPPER = Parameter.lambda("mapper").optional();

  @Override
  public Signature signature() {
    return Signature.of("Find", SOURCE, PREDICATE, MAPPER);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Lambda predicate = arguments.get(PREDICATE);
    @Nullable Lambda mapper = arguments.find(MAPPER);
    Elements.requireParameters(predicate, 2);
    if (mapper != null) {
      Elements.requireParameters(mapper, 2);
    }
    return frame -> {
      Elements.Element found =
          Elements.of(source.get(frame))
              .filter(element -> element.test(predicate, frame))
              .findFirst()
              .orElse(null);
      if (found == null) {
        return null;
      }
      return mapper == null ? found.value() : found.call(mapper, frame);
    };
  }
}
