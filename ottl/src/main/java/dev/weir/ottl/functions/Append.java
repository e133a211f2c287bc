package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends to a list. A path that holds one value becomes a list of it first; one that holds
/// nothing becomes a list. nil is appended as an empty value.
///
/// - `target`: the path to the list.
/// - `value`: a value to append.
/// - `values`: a list of values to append. One of the two must be given.
///
/// ```
/// append(log.attributes["tags"], "prod")
/// append(log.attributes["tags"], values = ["staging", "staging:east"])
/// ```
public final class Append implements Editor {
  private static final Parameter<Target> TARGET = Parameter.target("target");
  private static final Parameter<Expression> VALUE = Parameter.value("value").optional();
  private static final Parameter<List<Expression>> VALUES =
      Parameter.listOf(Parameter.value("values")).optional();

  @Override
  public Signature signature() {
    return Signature.of("append", TARGET, VALUE, VALUES);
  }

  @Override
  public Action create(Arguments arguments) {
    Target target = arguments.get(TARGET);
    @Nullable Expression value = arguments.find(VALUE);
    @Nullable List<Expression> values = arguments.find(VALUES);
    if (value == null && values == null) {
      throw new OttlException("nothing to append (expected: value or values)");
    }
    return frame -> {
      List<@Nullable Object> list = list(target.get(frame));
      if (value != null) {
        list.add(Values.storable(value.get(frame)));
      }
      for (Expression next : values == null ? List.<Expression>of() : values) {
        list.add(Values.storable(next.get(frame)));
      }
      target.set(frame, list);
    };
  }

  private static List<@Nullable Object> list(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>();
    switch (value) {
      case null -> {}
      case List<?> elements -> list.addAll(elements);
      default -> list.add(Values.storable(value));
    }
    return list;
  }
}
