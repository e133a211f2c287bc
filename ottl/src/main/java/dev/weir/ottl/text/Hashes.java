package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes of texts, of their UTF-8, in hexadecimal digits if not said otherwise.
public final class Hashes {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hashes() {}

  /// The hash of a text.
  ///
  /// @param algorithm one that every Java has: MD5, SHA-1, SHA-256, SHA-512
  public static String digest(String algorithm, String text) {
    return HexFormat.of().formatHex(digest(algorithm, text.getBytes(UTF_8)));
  }

  public static byte[] sha1(byte[] bytes) {
    return digest("SHA-1", bytes);
  }

  /// 64-bit FNV-1a.
  public static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (byte next : text.getBytes(UTF_8)) {
      hash = (hash ^ (next & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /// 32 bits, the little end first.
  public static String murmur3(String text) {
    int hash = Hashing.murmur3_32().hashBytesToInt(text.getBytes(UTF_8));
    return HexFormat.of().toHexDigits(Integer.reverseBytes(hash));
  }

  /// Two halves of 64 bits, each the little end first.
  public static String murmur3Of128(String text) {
    HashValue128 hash = hash(Hashing.murmur3_128(), text);
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(hash.getLeastSignificantBits()).putLong(hash.getMostSignificantBits());
    return HexFormat.of().formatHex(bytes.array());
  }

  /// 64 bits.
  public static String xxh3(String text) {
    return HexFormat.of().toHexDigits(Hashing.xxh3_64().hashBytesToLong(text.getBytes(UTF_8)));
  }

  /// 128 bits.
  public static String xxh3Of128(String text) {
    HashValue128 hash = hash(Hashing.xxh3_128(), text);
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits());
  }

  private static HashValue128 hash(Hasher128 hasher, String text) {
    return hasher.hashBytesTo128Bits(text.getBytes(UTF_8));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }
}
