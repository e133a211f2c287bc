package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Words;
import dev.weir.ottl.value.Type;

/// Writes a string in capitals.
///
/// - `target`: a string.
///
/// ```
/// ToUpperCase(log.severity_text)
/// ```
public final class ToUpperCase implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ToUpperCase", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Words.upper(target.get(frame));
  }
}
