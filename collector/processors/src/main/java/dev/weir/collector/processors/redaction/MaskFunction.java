package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What stands in the place of what is masked.
enum MaskFunction {
  STARS("", "", 0),
  MD5("md5", "MD5", 0),
  SHA1("sha1", "SHA-1", 0),
  SHA3("sha3", "SHA3-256", 0),
  HMAC_SHA256("hmac-sha256", "HmacSHA256", 32),
  HMAC_SHA512("hmac-sha512", "HmacSHA512", 64);

  private final String name;
  private final String algorithm;
  private final int minKeyLength;

  MaskFunction(String name, String algorithm, int minKeyLength) {
    this.name = name;
    this.algorithm = algorithm;
    this.minKeyLength = minKeyLength;
  }

  /// By the name that a user gives; null if there is none of that name.
  static @Nullable MaskFunction named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(function -> function.name.equals(lower))
        .findFirst()
        .orElse(null);
  }

  static String names() {
    return Arrays.stream(values())
        .filter(function -> function != STARS)
        .map(function -> function.name)
        .collect(Collectors.joining(", "));
  }

  /// Bytes that its key must have at least; 0 if it has none.
  int minKeyLength() {
    return minKeyLength;
  }

  /// The function, for one thread.
  UnaryOperator<String> with(String key) {
    try {
      return switch (this) {
        case STARS -> _ -> "****";
        case MD5, SHA1, SHA3 -> {
          MessageDigest digest = MessageDigest.getInstance(algorithm);
          yield text -> HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
        }
        case HMAC_SHA256, HMAC_SHA512 -> {
          Mac mac = Mac.getInstance(algorithm);
          mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
          yield text -> HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing in this Java platform", e);
    }
  }
}
