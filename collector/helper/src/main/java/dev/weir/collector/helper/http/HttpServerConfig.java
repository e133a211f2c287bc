package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import dev.weir.collector.helper.net.Dialer;
import dev.weir.collector.helper.net.ListenAddress;
import dev.weir.collector.helper.net.Middleware;
import dev.weir.collector.helper.tls.ServerTls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of an HTTP server. Timeouts of zero are none; but a body that all but stops coming
/// is given up in any case.
///
/// @param endpoint `host:port`, or a path for `unix`
/// @param transport `tcp`, `tcp4`, `tcp6` or `unix`
/// @param dialer of no use to a server; taken because the Collector takes it
/// @param tls speak HTTPS
/// @param cors answer browsers of other origins
/// @param auth the extension that checks who sends
/// @param maxRequestBodySize in bytes, after decompression; 0 for 20 MiB
/// @param includeMetadata whether the pipeline sees the headers
/// @param responseHeaders are added to every answer
/// @param compressionAlgorithms the content encodings taken, the empty one for no compression; null
///   for all
/// @param readTimeout for a whole request
/// @param readHeaderTimeout for the headers; when zero, `read_timeout` is used
/// @param writeTimeout from the end of the headers to the end of the answer
/// @param idleTimeout between requests; when zero, `read_timeout` is used
/// @param middlewares extensions that look at every request
/// @param keepAlivesEnabled whether a connection may serve more than one request
public record HttpServerConfig(
    String endpoint,
    String transport,
    Dialer dialer,
    @OffWhenEmpty @Nullable ServerTls tls,
    @OffWhenEmpty @Nullable Cors cors,
    @OffWhenEmpty @Nullable Auth auth,
    long maxRequestBodySize,
    boolean includeMetadata,
    Map<String, Secret> responseHeaders,
    @Nullable List<String> compressionAlgorithms,
    Duration readTimeout,
    Duration readHeaderTimeout,
    Duration writeTimeout,
    Duration idleTimeout,
    List<Middleware> middlewares,
    boolean keepAlivesEnabled)
    implements ComponentConfig {
  static final List<String> ALL_ENCODINGS =
      List.of("", "gzip", "zstd", "zlib", "snappy", "deflate", "lz4", "x-snappy-framed");

  private static final long DEFAULT_MAX_BODY = 20L << 20;

  /// Larger bodies would not fit into an array.
  private static final long MAX_MAX_BODY = 1L << 30;

  public HttpServerConfig {
    responseHeaders = Map.copyOf(responseHeaders);
    middlewares = List.copyOf(middlewares);
  }

  /// The Collector's defaults, but for the address.
  public static HttpServerConfig defaults(String endpoint) {
    return new HttpServerConfig(
        endpoint,
        "tcp",
        Dialer.defaults(),
        null,
        null,
        null,
        0,
        false,
        Map.of(),
        null,
        Duration.ZERO,
        Duration.ofMinutes(1),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        List.of(),
        true);
  }

  /// The same settings with other timeouts.
  public HttpServerConfig withTimeouts(Duration readHeader, Duration write, Duration idle) {
    return new HttpServerConfig(
        endpoint,
        transport,
        dialer,
        tls,
        cors,
        auth,
        maxRequestBodySize,
        includeMetadata,
        responseHeaders,
        compressionAlgorithms,
        readTimeout,
        readHeader,
        write,
        idle,
        middlewares,
        keepAlivesEnabled);
  }

  /// For browsers.
  ///
  /// @param allowedOrigins such as `https://*.example.com`; none switches CORS off
  /// @param allowedHeaders request headers beside the usual ones
  /// @param exposedHeaders answer headers that scripts may read
  /// @param maxAge for how many seconds browsers remember the answer
  public record Cors(
      List<String> allowedOrigins,
      List<String> allowedHeaders,
      List<String> exposedHeaders,
      int maxAge)
      implements ComponentConfig {
    public Cors {
      allowedOrigins = List.copyOf(allowedOrigins);
      allowedHeaders = List.copyOf(allowedHeaders);
      exposedHeaders = List.copyOf(exposedHeaders);
    }

    public static Cors defaults() {
      return new Cors(List.of(), List.of(), List.of(), 0);
    }

    @Override
    public void validate(Problems problems) {
      if (allowedOrigins.isEmpty() && !allowedHeaders.isEmpty()) {
        problems.warn(
            "allowed_headers",
            "The CORS configuration specifies allowed headers but no allowed origins, and is"
                + " therefore ignored.");
      }
    }
  }

  /// Who checks senders.
  ///
  /// @param authenticator the name of an extension
  /// @param requestParams query parameters that the extension sees as headers
  public record Auth(
      @NamesExtension @Nullable ComponentId authenticator, List<String> requestParams)
      implements ComponentConfig {
    public static Auth defaults() {
      return new Auth(null, List.of());
    }

    @Override
    public void validate(Problems problems) {
      if (authenticator == null) {
        problems.add("authenticator", null, "the name of an extension");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    ListenAddress.validate(problems, transport, endpoint);
    if (maxRequestBodySize > MAX_MAX_BODY) {
      problems.add("max_request_body_size", maxRequestBodySize, "at most " + MAX_MAX_BODY);
    }
    if (compressionAlgorithms != null) {
      compressionAlgorithms.stream()
          .filter(algorithm -> !ALL_ENCODINGS.contains(algorithm))
          .forEach(algorithm ->
              problems.add(
                  "compression_algorithms",
                  algorithm,
                  "one of \"\"" + String.join(", ", ALL_ENCODINGS)));
    }
  }

  /// The largest body, in bytes.
  int maxBody() {
    return (int) (maxRequestBodySize <= 0 ? DEFAULT_MAX_BODY : maxRequestBodySize);
  }

  List<String> encodings() {
    return compressionAlgorithms == null ? ALL_ENCODINGS : compressionAlgorithms;
  }

  Duration headerTimeout() {
    return readHeaderTimeout.isZero() ? readTimeout : readHeaderTimeout;
  }

  Duration timeoutWhenIdle() {
    return idleTimeout.isZero() ? readTimeout : idleTimeout;
  }
}
