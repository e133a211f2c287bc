package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Encodings;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Writes a string as base64.
///
/// - `target`: a string.
/// - `variant`: `base64`, which is the default, `base64-raw` without padding, `base64-url` with `-`
///   and `_`, `base64-raw-url` with both.
///
/// ```
/// Base64Encode(log.body, "base64-url")
/// ```
public final class Base64Encode implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> VARIANT = Parameter.string("variant").optional();

  @Override
  public Signature signature() {
    return Signature.of("Base64Encode", TARGET, VARIANT).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    @Nullable Getter<String> variant = arguments.find(VARIANT);
    return frame -> {
      String name = variant == null ? "base64" : variant.get(frame);
      return Encodings.base64(name, target.get(frame).getBytes(UTF_8));
    };
  }
}
