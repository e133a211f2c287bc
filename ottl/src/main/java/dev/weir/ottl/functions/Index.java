package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the first place of a value: in a string, of another string, counted in bytes of UTF-8; in
/// a list, of an element that `==` holds to be the same. -1 if it is not there.
///
/// - `target`: a string or a list.
/// - `value`: what is looked for.
///
/// ```
/// Index(log.body, "error")
/// delete_index(log.attributes["tags"], Index(log.attributes["tags"], "debug"))
/// ```
public final class Index implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");
  private static final Parameter<Expression> VALUE = Parameter.value("value");

  @Override
  public Signature signature() {
    return Signature.of("Index", TARGET, VALUE).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression target = arguments.get(TARGET);
    Expression value = arguments.get(VALUE);
    return frame -> {
      Object in = target.get(frame);
      Object wanted = value.get(frame);
      if (!(in instanceof String text)) {
        return place(Getters.list(in), wanted);
      }
      if (!(wanted instanceof String part)) {
        throw new EvaluationException(
            "index of " + Values.typeName(wanted) + " in a string (expected: string)");
      }
      int at = text.indexOf(part);
      return at < 0 ? -1L : (long) text.substring(0, at).getBytes(UTF_8).length;
    };
  }

  private static Long place(List<@Nullable Object> list, @Nullable Object wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (Values.equal(list.get(i), wanted)) {
        return (long) i;
      }
    }
    return -1L;
  }
}
