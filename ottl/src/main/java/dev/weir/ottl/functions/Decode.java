package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Encodings;
import dev.weir.ottl.value.Type;
import java.util.function.Function;

/// Reads a string from an encoding. What is not text in that encoding becomes U+FFFD; what is no
/// base64 is an error.
///
/// - `target`: bytes, or a string whose bytes in UTF-8 are taken. Other types are an error.
/// - `encoding`: `base64`, `base64-raw`, `base64-url` or `base64-raw-url`, or the name of a
///   character set, such as `utf-16`, `iso-8859-1`, `shift_jis`.
///
/// ```
/// Decode(log.attributes["payload"], "base64")
/// ```
public final class Decode implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");
  private static final Parameter<Getter<String>> ENCODING = Parameter.string("encoding");

  @Override
  public Signature signature() {
    return Signature.of("Decode", TARGET, ENCODING).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression target = arguments.get(TARGET);
    Getter<String> encoding = arguments.get(ENCODING);
    Prepared<Function<byte[], String>> decoder = Prepared.of(encoding, Encodings::decoder);
    return frame -> {
      byte[] bytes =
          switch (target.get(frame)) {
            case byte[] given -> given;
            case String text -> text.getBytes(UTF_8);
            case null, default ->
                throw new EvaluationException("value that is neither string nor bytes to decode");
          };
      try {
        return decoder.get(frame).apply(bytes);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
    };
  }
}
