package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Takes away the end of a string. A string that does not end so stays as it is.
///
/// - `target`: a string.
/// - `suffix`: the end.
///
/// ```
/// set(resource.attributes["host.name"], TrimSuffix(resource.attributes["host.name"], ".internal"))
/// ```
public final class TrimSuffix implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> SUFFIX = Parameter.string("suffix");

  @Override
  public Signature signature() {
    return Signature.of("TrimSuffix", TARGET, SUFFIX).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> suffix = arguments.get(SUFFIX);
    return frame -> {
      String text = target.get(frame);
      String end = suffix.get(frame);
      return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    };
  }
}
