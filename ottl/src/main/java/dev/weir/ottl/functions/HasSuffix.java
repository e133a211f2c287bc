package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells whether a string ends with another.
///
/// - `target`: a string.
/// - `suffix`: what it may end with.
///
/// ```
/// HasSuffix(span.attributes["url.path"], ".css")
/// ```
public final class HasSuffix implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> SUFFIX = Parameter.string("suffix");

  @Override
  public Signature signature() {
    return Signature.of("HasSuffix", TARGET, SUFFIX).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> suffix = arguments.get(SUFFIX);
    return frame -> target.get(frame).endsWith(suffix.get(frame));
  }
}
