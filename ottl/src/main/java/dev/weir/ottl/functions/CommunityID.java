package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Gives the Community ID of a network flow, version 1: the same for both directions, and the same
/// that other tools give.
///
/// - `sourceIP`, `sourcePort`, `destinationIP`, `destinationPort`: the two ends; addresses are
///   strings, ports 0 to 65535.
/// - `protocol`: `ICMP`, `TCP`, `UDP`, `RSVP`, `ICMP6` or `SCTP`; `TCP` if it is left out.
/// - `seed`: 0 to 65535; 0 if it is left out.
///
/// ```
/// CommunityID(log.attributes["source.address"], log.attributes["source.port"], log.attributes["destination.address"], 443)
/// ```
public final class CommunityID implements Converter {
  private static final Parameter<Getter<String>> SOURCE_IP = Parameter.string("sourceIP");
  private static final Parameter<Getter<Long>> SOURCE_PORT = Parameter.integer("sourcePort");
  private static final Parameter<Getter<String>> DESTINATION_IP = Parameter.string("destinationIP");
  private static final Parameter<Getter<Long>> DESTINATION_PORT =
      Parameter.integer("destinationPort");
  private static final Parameter<Getter<String>> PROTOCOL = Parameter.string("protocol").optional();
  private static final Parameter<Getter<Long>> SEED = Parameter.integer("seed").optional();

  @Override
  public Signature signature() {
    return Signature.of(
            "CommunityID", SOURCE_IP, SOURCE_PORT, DESTINATION_IP, DESTINATION_PORT, PROTOCOL, SEED)
        .returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> sourceIP = arguments.get(SOURCE_IP);
    Getter<Long> sourcePort = arguments.get(SOURCE_PORT);
    Getter<String> destinationIP = arguments.get(DESTINATION_IP);
    Getter<Long> destinationPort = arguments.get(DESTINATION_PORT);
    @Nullable Getter<String> protocol = arguments.find(PROTOCOL);
    @Nullable Getter<Long> seed = arguments.find(SEED);
    return frame ->
        Flow.of(
                Flow.end("source", sourceIP.get(frame), sourcePort.get(frame)),
                Flow.end("destination", destinationIP.get(frame), destinationPort.get(frame)))
            .communityId(
                protocol == null ? "TCP" : protocol.get(frame), seed == null ? 0 : seed.get(frame));
  }
}
