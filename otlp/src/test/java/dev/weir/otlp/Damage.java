package dev.weir.otlp;

import java.util.Arrays;
import java.util.Random;

/// What networks, bugs and attackers do to bytes.
public final class Damage {
  private Damage() {}

  /// A copy with one to three changes: bytes replaced, removed, inserted, doubled or cut off.
  public static byte[] apply(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int size = Math.min(1 + random.nextInt(8), bytes.length - at);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> replace(bytes, at, size, new byte[0]);
      case 2 -> replace(bytes, at, 0, randomBytes(size, random));
      case 3 -> replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + size));
      case 4 -> replace(bytes, at, 1, new byte[] {(byte) (bytes[at] + 1 - random.nextInt(3))});
      case 5 -> replace(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
      default -> replace(bytes, at, size, randomBytes(size, random));
    };
  }

  private static byte[] randomBytes(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] replace(byte[] bytes, int at, int size, byte[] by) {
    byte[] result = new byte[bytes.length - size + by.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(by, 0, result, at, by.length);
    System.arraycopy(bytes, at + size, result, at + by.length, bytes.length - at - size);
    return result;
  }
}
