package dev.weir.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Settings of the query service.
///
/// @param endpoint `host:port` to listen on
/// @param token wanted of every client, or null; not to be left out where others reach the port
/// @param queries how many queries may run at once
public record QuerySettings(String endpoint, @Nullable String token, int queries) {
  public static final String DEFAULT_ENDPOINT = "localhost:4319";

  /// Settings with the usual limit.
  public static QuerySettings of(String endpoint, @Nullable String token) {
    return new QuerySettings(
        endpoint,
        token == null || token.isEmpty() ? null : token,
        Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
  }

  /// The host of the endpoint, without brackets.
  String host() {
    int colon = endpoint.lastIndexOf(':');
    String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
    return host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
  }
}
