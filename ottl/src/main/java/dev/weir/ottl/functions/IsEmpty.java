package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Messages;
import dev.weir.ottl.value.Type;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether a value is empty: nil, `""`, 0, false, a map, list or bytes without anything in
/// it, an id of zeros, a duration of 0.
///
/// - `target`: any value.
///
/// ```
/// IsEmpty(log.body)
/// ```
public final class IsEmpty implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");

  @Override
  public Signature signature() {
    return Signature.of("IsEmpty", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    return InPlace.of(arguments, arguments.get(TARGET), IsEmpty::isEmpty);
  }

  private static boolean isEmpty(Cell value) {
    return switch (value.kind()) {
      case STRING, BYTES -> value.length() == 0;
      default -> isEmpty(value.get());
    };
  }

  private static boolean isEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Long number -> number == 0;
      case Double number -> number == 0;
      case Boolean bool -> !bool;
      case byte[] bytes -> bytes.length == 0;
      case MapValue map -> map.size() == 0;
      case List<?> list -> list.isEmpty();
      case long[] counts -> counts.length == 0;
      case double[] bounds -> bounds.length == 0;
      case Id id -> id.isEmpty();
      case Duration duration -> duration.isZero();
      case Messages messages -> messages.size() == 0;
      default -> false;
    };
  }
}
