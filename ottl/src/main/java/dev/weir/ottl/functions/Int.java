package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes an int of a value: of a double without its fraction, of a string of decimal digits, of
/// true 1 and of false 0. Other strings, and nil, give nil, so that `set` does nothing. Other types
/// are an error.
///
/// - `target`: any value.
///
/// ```
/// Int(log.attributes["http.response.status_code"])
/// ```
public final class Int implements Converter {
  private static final Parameter<Getter<@Nullable Long>> TARGET = Parameter.integerLike("target");

  @Override
  public Signature signature() {
    return Signature.of("Int", TARGET).returning(Type.INT);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable Long> target = arguments.get(TARGET);
    return target::get;
  }
}
