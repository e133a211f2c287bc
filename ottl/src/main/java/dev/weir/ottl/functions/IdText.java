package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.value.Id;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Ids made of bytes or of hexadecimal digits.
final class IdText {
  private IdText() {}

  static Expression expression(Id.Kind kind, Getter<byte @Nullable []> target) {
    if (!target.isLiteral()) {
      return frame -> id(kind, target.get(frame));
    }
    try {
      Id id = id(kind, target.get(Frame.NONE));
      return frame -> id;
    } catch (EvaluationException e) {
      throw new OttlException(String.valueOf(e.getMessage()));
    }
  }

  private static Id id(Id.Kind kind, byte @Nullable [] bytes) {
    int length = kind.length();
    if (bytes != null && bytes.length == length) {
      return new Id(kind, bytes.clone());
    }
    if (bytes != null && bytes.length == 2 * length) {
      try {
        return new Id(kind, HexFormat.of().parseHex(new String(bytes, US_ASCII)));
      } catch (IllegalArgumentException e) {
        // told below
      }
    }
    String found = bytes == null ? "nil" : bytes.length + " bytes";
    throw new EvaluationException(
        "%s id of %s (expected: %d bytes or %d hexadecimal digits)"
            .formatted(kind.name().toLowerCase(Locale.ROOT), found, length, 2 * length));
  }
}
