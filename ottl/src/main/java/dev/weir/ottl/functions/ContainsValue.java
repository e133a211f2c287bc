package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether a list holds a value, one that `==` holds to be the same.
///
/// - `target`: a list.
/// - `item`: the value.
///
/// ```
/// ContainsValue(span.attributes["tags"], "beta")
/// ```
public final class ContainsValue implements Converter {
  private static final Parameter<Getter<List<@Nullable Object>>> TARGET = Parameter.list("target");
  private static final Parameter<Expression> ITEM = Parameter.value("item");

  @Override
  public Signature signature() {
    return Signature.of("ContainsValue", TARGET, ITEM).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<List<@Nullable Object>> target = arguments.get(TARGET);
    Expression item = arguments.get(ITEM);
    return frame -> {
      Object wanted = item.get(frame);
      for (Object element : target.get(frame)) {
        if (Values.equal(element, wanted)) {
          return true;
        }
      }
      return false;
    };
  }
}
