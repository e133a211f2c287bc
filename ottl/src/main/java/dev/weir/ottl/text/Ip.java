package dev.weir.ottl.text;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// IP addresses as text, never looked up by name.
public final class Ip {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  private Ip() {}

  /// The 4 or 16 bytes of an address, or null if the text is none. IPv4 in IPv6 has 4.
  public static byte @Nullable [] parse(String text) {
    boolean v6 = text.indexOf(':') >= 0 && text.indexOf('%') < 0 && text.indexOf('[') < 0;
    if (!v6 && !V4.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// A network such as `10.0.0.0/8`.
  public static final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    /// Reads a network.
    ///
    /// @throws IllegalArgumentException if the text is no network
    public static Network parse(String text) {
      int slash = text.indexOf('/');
      byte[] address = slash < 0 ? null : Ip.parse(text.substring(0, slash));
      String bits = text.substring(slash + 1);
      if (address == null || !bits.matches("\\d{1,3}")) {
        throw new IllegalArgumentException(
            "network \"" + text + "\" (expected: CIDR such as 10.0.0.0/8)");
      }
      int mapped = address.length == 4 && text.indexOf(':') >= 0 ? 96 : 0;
      int number = Integer.parseInt(bits) - mapped;
      if (number < 0 || number > address.length * 8) {
        throw new IllegalArgumentException(
            "network \"" + text + "\" (expected: 0 to " + (address.length * 8) + " bits)");
      }
      return new Network(address, number);
    }

    public boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((address[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
