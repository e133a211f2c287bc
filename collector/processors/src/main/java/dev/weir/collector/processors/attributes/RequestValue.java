package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.RequestInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a request says of itself.
@FunctionalInterface
interface RequestValue {

  /// The text, or null when the request does not say.
  @Nullable String of(RequestInfo request);

  /// By the name that a user gives.
  static RequestValue named(String name) {
    if (name.equals("client.address")) {
      return RequestValue::address;
    }
    if (name.startsWith("auth.")) {
      String attribute = name.substring("auth.".length());
      return request -> request.attributes().get(attribute);
    }
    String header = name.startsWith("metadata.") ? name.substring("metadata.".length()) : name;
    return request -> {
      List<String> values = request.metadata(header);
      return values.isEmpty() ? null : String.join(";", values);
    };
  }

  /// Without the port; empty when there is no address.
  private static String address(RequestInfo request) {
    String address = request.peerAddress();
    if (address == null) {
      return "";
    }
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon == address.indexOf(':') || address.startsWith("[");
    String host = colon > 0 && hasPort ? address.substring(0, colon) : address;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
