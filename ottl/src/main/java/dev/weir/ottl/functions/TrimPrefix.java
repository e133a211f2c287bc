package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Takes away the beginning of a string. A string that does not begin so stays as it is.
///
/// - `target`: a string.
/// - `prefix`: the beginning.
///
/// ```
/// set(resource.attributes["service.name"], TrimPrefix(resource.attributes["service.name"], "prod-"))
/// ```
public final class TrimPrefix implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> PREFIX = Parameter.string("prefix");

  @Override
  public Signature signature() {
    return Signature.of("TrimPrefix", TARGET, PREFIX).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> prefix = arguments.get(PREFIX);
    return frame -> {
      String text = target.get(frame);
      String beginning = prefix.get(frame);
      return text.startsWith(beginning) ? text.substring(beginning.length()) : text;
    };
  }
}
