package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.text.Hashes;
import dev.weir.ottl.text.Ip;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// The two ends of a network flow, the smaller one first.
record Flow(End low, End high) {
  private static final int MAX = 65_535;

  private static final Map<String, Integer> PROTOCOLS =
      Map.of("ICMP", 1, "TCP", 6, "UDP", 17, "RSVP", 46, "ICMP6", 58, "SCTP", 132);

  /// An address of 4 or 16 bytes, and a port.
  static final class End {
    private final byte[] address;
    private final int port;

    End(byte[] address, int port) {
      this.address = address;
      this.port = port;
    }

    boolean isAfter(End other) {
      if (address.length != other.address.length) {
        return address.length > other.address.length;
      }
      int order = Arrays.compareUnsigned(address, other.address);
      return order > 0 || (order == 0 && port > other.port);
    }
  }

  static Flow of(End source, End destination) {
    return source.isAfter(destination)
        ? new Flow(destination, source)
        : new Flow(source, destination);
  }

  static End end(String name, String address, long port) {
    byte[] bytes = Ip.parse(address);
    if (bytes == null) {
      throw new EvaluationException(name + " \"" + address + "\" (expected: IP address)");
    }
    return new End(bytes, number(name + " port", port));
  }

  String communityId(String protocol, long seed) {
    Integer number = PROTOCOLS.get(protocol);
    if (number == null) {
      throw new EvaluationException(
          "protocol \"" + protocol + "\" (expected: ICMP, TCP, UDP, RSVP, ICMP6 or SCTP)");
    }
    ByteBuffer flow = ByteBuffer.allocate(8 + low.address.length + high.address.length);
    flow.putShort((short) number("seed", seed)).put(low.address).put(high.address);
    flow.put((byte) (int) number).put((byte) 0);
    flow.putShort((short) low.port).putShort((short) high.port);
    return "1:" + Base64.getEncoder().encodeToString(Hashes.sha1(flow.array()));
  }

  private static int number(String name, long value) {
    if (value < 0 || value > MAX) {
      throw new EvaluationException(name + " " + value + " (expected: 0 to " + MAX + ")");
    }
    return (int) value;
  }
}
