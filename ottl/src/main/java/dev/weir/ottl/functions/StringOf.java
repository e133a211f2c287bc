package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes a string of a value. Strings stay as they are, bytes become hexadecimal digits, everything
/// else JSON: numbers and bools as they are written, maps and lists, ids as lists of numbers, times
/// as quoted RFC 3339, durations in nanoseconds. nil stays nil.
///
/// - `target`: any value.
///
/// ```
/// String(span.attributes["retries"])
/// ```
public final class StringOf implements Converter {
  private static final Parameter<Getter<@Nullable String>> TARGET = Parameter.stringLike("target");

  @Override
  public Signature signature() {
    return Signature.of("String", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable String> target = arguments.get(TARGET);
    return target::get;
  }
}
