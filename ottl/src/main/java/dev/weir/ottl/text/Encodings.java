package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;

/// Character sets and kinds of base64 by name.
public final class Encodings {
  private Encodings() {}

  /// Bytes as base64.
  ///
  /// @throws dev.weir.ottl.EvaluationException if there is no such variant
  public static String base64(String variant, byte[] bytes) {
    Base64.Encoder encoder =
        switch (variant) {
          case "base64" -> Base64.getEncoder();
          case "base64-raw" -> Base64.getEncoder().withoutPadding();
          case "base64-url" -> Base64.getUrlEncoder();
          case "base64-raw-url" -> Base64.getUrlEncoder().withoutPadding();
          default ->
              throw new dev.weir.ottl.EvaluationException(
                  "variant \""
                      + variant
                      + "\" (expected: base64, base64-raw, base64-url or base64-raw-url)");
        };
    return encoder.encodeToString(bytes);
  }

  /// What makes text of bytes in an encoding; it throws an [IllegalArgumentException] for bytes
  /// that it refuses.
  ///
  /// @throws IllegalArgumentException if there is no such encoding
  public static Function<byte[], String> decoder(String name) {
    return switch (name) {
      case "base64" -> bytes -> base64(bytes, Base64.getDecoder(), true);
      case "base64-raw" -> bytes -> base64(bytes, Base64.getDecoder(), false);
      case "base64-url" -> bytes -> base64(bytes, Base64.getUrlDecoder(), true);
      case "base64-raw-url" -> bytes -> base64(bytes, Base64.getUrlDecoder(), false);
      default -> {
        Charset charset = charset(name);
        yield bytes -> new String(bytes, charset);
      }
    };
  }

  private static Charset charset(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "utf-8", "utf8", "utf-8-raw", "utf8-raw", "ascii", "us-ascii", "nop" -> UTF_8;
      case "utf-16", "utf16" -> UTF_16LE;
      default -> {
        try {
          yield Charset.forName(name);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "encoding \"" + name + "\" (expected: such as base64, utf-8, iso-8859-1)", e);
        }
      }
    };
  }

  private static String base64(byte[] bytes, Base64.Decoder decoder, boolean padded) {
    byte[] digits = withoutLineEnds(bytes);
    int last = digits.length - 1;
    boolean complete = padded ? digits.length % 4 == 0 : last < 0 || digits[last] != '=';
    if (!complete) {
      throw new IllegalArgumentException(
          "base64 of "
              + digits.length
              + " characters (expected: "
              + (padded ? "" : "no ")
              + "padding)");
    }
    try {
      return new String(decoder.decode(digits), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("base64: " + e.getMessage(), e);
    }
  }

  private static byte[] withoutLineEnds(byte[] bytes) {
    byte[] kept = new byte[bytes.length];
    int length = 0;
    for (byte next : bytes) {
      if (next != '\n' && next != '\r') {
        kept[length++] = next;
      }
    }
    return java.util.Arrays.copyOf(kept, length);
  }
}
