package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.net.ClientAuth;
import dev.weir.collector.helper.net.Middleware;
import dev.weir.collector.helper.net.ServerExtensions;
import dev.weir.collector.helper.tls.ClientTls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a gRPC client, whose keys stand in the section of its exporter.
///
/// @param endpoint `host:port`, with `https://` for TLS whatever `tls` says; also
///   `dns:///host:port`, `passthrough:///host:port` and `unix:///path`
/// @param compression `gzip`, `snappy`, `zstd`, or `none`
/// @param tls how the connection is secured; TLS unless `insecure` is true
/// @param keepalive tries silent connections, or null not to
/// @param readBufferSize taken because the Collector takes it; buffers are sized as needed
/// @param writeBufferSize as `readBufferSize`
/// @param waitForReady wait for a connection until the timeout, instead of failing while there is
///   none
/// @param headers are sent with every request
/// @param userAgent replaces the one that names this collector
/// @param balancerName `round_robin` over all addresses of a name, or `pick_first`
/// @param authority replaces the endpoint in `:authority`, and as the name that the server's
///   certificate must have
/// @param auth the extension that authenticates requests
/// @param middlewares extensions that look at every request
public record GrpcClientConfig(
    String endpoint,
    String compression,
    ClientTls tls,
    @OffWhenEmpty @Nullable GrpcClientKeepalive keepalive,
    int readBufferSize,
    int writeBufferSize,
    boolean waitForReady,
    Map<String, Secret> headers,
    String userAgent,
    String balancerName,
    String authority,
    @OffWhenEmpty @Nullable ClientAuth auth,
    List<Middleware> middlewares)
    implements ComponentConfig {
  private static final List<String> COMPRESSIONS = List.of("", "none", "gzip", "snappy", "zstd");
  private static final List<String> BALANCERS = List.of("", "round_robin", "pick_first");

  public GrpcClientConfig {
    headers = Map.copyOf(headers);
    middlewares = List.copyOf(middlewares);
  }

  /// What applies when the user writes nothing: gzip, TLS, no keep-alive.
  public static GrpcClientConfig defaults() {
    return new GrpcClientConfig(
        "",
        "gzip",
        ClientTls.defaults(),
        null,
        0,
        512 << 10,
        false,
        Map.of(),
        "",
        "round_robin",
        "",
        null,
        List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (!endpoint.isEmpty()) {
      validateEndpoint(problems);
    }
    if (!COMPRESSIONS.contains(compression)) {
      problems.add("compression", compression, "gzip, snappy, zstd or none");
    }
    if (!BALANCERS.contains(balancerName)) {
      problems.add(
          "balancer_name",
          balancerName,
          "round_robin or pick_first: invalid balancer_name: " + balancerName);
    }
    headers.keySet().stream()
        .filter(name -> !GrpcHeaders.isLegal(name))
        .forEach(name ->
            problems.add(
                "headers", name, "a name of letters, digits, '-', '_' and '.', not grpc-…"));
  }

  /// Looks up the extensions that the settings name.
  ///
  /// @throws dev.weir.collector.api.StartException when one is not what it should be
  public void requireExtensions(ComponentContext context) {
    ServerExtensions.require(context, auth == null ? null : auth.authenticator(), middlewares);
  }

  /// The compression of what is sent, or null for none.
  @Nullable Compression codec() {
    return Compression.ofEncoding(compression);
  }

  /// The TLS settings that apply: `https://` asks for TLS whatever `insecure` says.
  ClientTls effectiveTls() {
    return endpoint.startsWith("https://") ? tls.withInsecure(false) : tls;
  }

  private void validateEndpoint(Problems problems) {
    try {
      GrpcTarget.parse(endpoint);
    } catch (IllegalArgumentException e) {
      problems.add("endpoint", endpoint, String.valueOf(e.getMessage()));
      return;
    }
    if (endpoint.startsWith("http://") && !tls.isPlainText()) {
      problems.warn(
          "endpoint",
          "http:// does not switch TLS off; set tls::insecure: true to speak plain text");
    }
  }
}
