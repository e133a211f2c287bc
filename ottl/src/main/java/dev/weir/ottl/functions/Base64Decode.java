package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Encodings;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;
import java.util.function.Function;

/// Reads a string from base64 with padding. Deprecated; `Decode(target, "base64")` does the same.
///
/// - `target`: a string in base64.
///
/// ```
/// Base64Decode("aGVsbG8=")
/// ```
public final class Base64Decode implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("Base64Decode", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Function<byte[], String> decoder = Encodings.decoder("base64");
    return Texts.parser(target, text -> decoder.apply(text.getBytes(UTF_8)));
  }
}
