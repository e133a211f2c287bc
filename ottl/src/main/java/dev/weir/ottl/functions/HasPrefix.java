package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells whether a string begins with another.
///
/// - `target`: a string.
/// - `prefix`: what it may begin with.
///
/// ```
/// HasPrefix(resource.attributes["service.name"], "checkout-")
/// ```
public final class HasPrefix implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> PREFIX = Parameter.string("prefix");

  @Override
  public Signature signature() {
    return Signature.of("HasPrefix", TARGET, PREFIX).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> prefix = arguments.get(PREFIX);
    return frame -> target.get(frame).startsWith(prefix.get(frame));
  }
}
