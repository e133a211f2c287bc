package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Secret;
import io.grpc.Metadata;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The headers of a client's settings, as gRPC metadata.
final class GrpcHeaders {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z_.-]+");
  private static final String BINARY = Metadata.BINARY_HEADER_SUFFIX;

  private GrpcHeaders() {}

  static boolean isLegal(String name) {
    return NAME.matcher(name).matches() && !name.toLowerCase(Locale.ROOT).startsWith("grpc-");
  }

  static Metadata of(Map<String, Secret> headers) {
    Metadata metadata = new Metadata();
    headers.forEach((name, value) -> put(metadata, name, value.reveal()));
    return metadata;
  }

  private static void put(Metadata metadata, String name, String value) {
    if (name.toLowerCase(Locale.ROOT).endsWith(BINARY)) {
      metadata.put(
          Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
          value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } else {
      metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }
}
