package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Words;
import dev.weir.ottl.value.Type;

/// Writes a name in small letters with underscores between its words: `HTTPServerV2` is
/// `http_server_v_2`. Spaces, hyphens and dots become underscores.
///
/// - `target`: a string.
///
/// ```
/// ToSnakeCase(metric.name)
/// ```
public final class ToSnakeCase implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ToSnakeCase", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return frame -> Words.snake(target.get(frame));
  }
}
