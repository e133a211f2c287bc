package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.List;

/// Makes one value of all elements of a list or map, one after the other; of none, `seed`.
///
/// - `source`: a list or a map.
/// - `seed`: the value to begin with.
/// - `accumulator`: `(sum, key, value) => result`: the next value, for each element with what was
///   made so far, and its key in the map or its place in the list.
///
/// ```
/// Reduce(log.attributes["counts"], 0, (sum, _, count) => sum + Int(count))
/// ```
public final class Reduce implements Converter {
  private static final Parameter<Expression> SOURCE = Parameter.value("source");
  private static final Parameter<Expression> SEED = Parameter.value("seed");
  private static final Parameter<Lambda> ACCUMULATOR = Parameter.lambda("accumulator");

  @Override
  public Signature signature() {
    return Signature.of("Reduce", SOURCE, SEED, ACCUMULATOR);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression source = arguments.get(SOURCE);
    Expression seed = arguments.get(SEED);
    Lambda accumulator = arguments.get(ACCUMULATOR);
    Elements.requireParameters(accumulator, 3);
    return frame -> {
      List<Elements.Element> elements = Elements.of(source.get(frame)).toList();
      Object value = seed.get(frame);
      for (Elements.Element element : elements) {
        value = accumulator.call(frame, value, element.key(), element.value());
      }
      return value;
    };
  }
}
