package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Ip;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.List;

/// Tells whether an IP address lies in one of several networks. What is no address lies in none.
///
/// - `target`: an address, as a string.
/// - `networks`: a list of networks such as `10.0.0.0/8` or `2001:db8::/32`.
///
/// ```
/// IsInCIDR(span.attributes["client.address"], ["10.0.0.0/8", "192.168.0.0/16"])
/// ```
public final class IsInCIDR implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<List<Getter<String>>> NETWORKS =
      Parameter.listOf(Parameter.string("networks"));

  @Override
  public Signature signature() {
    return Signature.of("IsInCIDR", TARGET, NETWORKS).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    List<Getter<String>> networks = arguments.get(NETWORKS);
    List<Prepared<Ip.Network>> prepared = new ArrayList<>();
    for (Getter<String> network : networks) {
      prepared.add(Prepared.of(network, Ip.Network::parse));
    }
    return frame -> {
      byte[] address = Ip.parse(target.get(frame));
      if (address == null) {
        return false;
      }
      for (Prepared<Ip.Network> network : prepared) {
        if (network.get(frame).contains(address)) {
          return true;
        }
      }
      return false;
    };
  }
}
