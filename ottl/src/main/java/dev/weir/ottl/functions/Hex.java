package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes the bytes of a value as hexadecimal digits: of a string its UTF-8, of an int or double 8
/// bytes, the big end first, of a bool one byte. Without `0x` in front.
///
/// - `target`: a string, int, double, bool, bytes or id; nil is an error.
///
/// ```
/// Hex(span.attributes["http.response.status_code"])
/// ```
public final class Hex implements Converter {
  private static final Parameter<Getter<byte @Nullable []>> TARGET = Parameter.bytesLike("target");

  @Override
  public Signature signature() {
    return Signature.of("Hex", TARGET).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<byte @Nullable []> target = arguments.get(TARGET);
    return frame -> {
      byte[] bytes = target.get(frame);
      return bytes == null ? "" : HexFormat.of().formatHex(bytes);
    };
  }
}
