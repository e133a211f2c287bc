package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Messages;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts: the bytes of a string in UTF-8 and of bytes, the elements of a list, the entries of a
/// map, and the events, links, data points and the like that a path holds. Other types, nil too,
/// are an error.
///
/// - `target`: what is counted.
///
/// ```
/// delete_key(log.attributes, "payload") where Len(log.attributes["payload"]) > 1000
/// ```
public final class Len implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");

  @Override
  public Signature signature() {
    return Signature.of("Len", TARGET).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression target = arguments.get(TARGET);
    return frame -> length(target.get(frame));
  }

  private static Long length(@Nullable Object value) {
    return switch (value) {
      case String text -> (long) text.getBytes(UTF_8).length;
      case MapValue map -> (long) map.size();
      case List<?> list -> (long) list.size();
      case byte[] bytes -> (long) bytes.length;
      case long[] counts -> (long) counts.length;
      case double[] bounds -> (long) bounds.length;
      case Messages messages when messages.repeated() -> (long) messages.size();
      case null, default ->
          throw new EvaluationException(
              "length of " + Values.typeName(value) + " (expected: string, bytes, map or list)");
    };
  }
}
