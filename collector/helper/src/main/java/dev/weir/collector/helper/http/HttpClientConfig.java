package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.net.ClientAuth;
import dev.weir.collector.helper.net.Middleware;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.net.ServerExtensions;
import dev.weir.collector.helper.tls.ClientTls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of an HTTP client, whose keys stand in the section of its exporter.
///
/// @param endpoint the URL
/// @param proxyUrl the proxy; empty for those that the environment names
/// @param tls how `https` is secured
/// @param readBufferSize taken because the Collector takes it; buffers are sized as needed
/// @param writeBufferSize as `readBufferSize`
/// @param timeout for a request, connecting included; zero for none
/// @param headers are sent with every request, and replace those that the exporter sets
/// @param auth the extension that authenticates requests
/// @param compression `gzip`, `zlib`, `deflate`, `snappy`, `x-snappy-framed`, `zstd`, `lz4` or
///   `none`
/// @param compressionParams how hard it tries
/// @param maxIdleConns idle connections that are kept at most; 0 for no limit
/// @param maxIdleConnsPerHost the same for each host; 0 for no limit of its own
/// @param maxConnsPerHost connections to a host at most; 0 for no limit
/// @param idleConnTimeout after which an idle connection is closed; zero for never
/// @param disableKeepAlives use each connection for one request
/// @param http2ReadIdleTimeout after which a silent HTTP/2 connection is tried with a ping; zero
///   for never
/// @param http2PingTimeout for the answer to that ping; zero for 15 s
/// @param cookies send back what servers set, or null not to
/// @param forceAttemptHttp2 offer HTTP/2 in the TLS handshake
/// @param middlewares extensions that look at every request
public record HttpClientConfig(
    String endpoint,
    String proxyUrl,
    ClientTls tls,
    int readBufferSize,
    int writeBufferSize,
    Duration timeout,
    Map<String, Secret> headers,
    @Nullable ClientAuth auth,
    String compression,
    CompressionParams compressionParams,
    int maxIdleConns,
    int maxIdleConnsPerHost,
    int maxConnsPerHost,
    Duration idleConnTimeout,
    boolean disableKeepAlives,
    Duration http2ReadIdleTimeout,
    Duration http2PingTimeout,
    @Nullable Cookies cookies,
    boolean forceAttemptHttp2,
    List<Middleware> middlewares)
    implements ComponentConfig {
  private static final Set<String> NO_COMPRESSION = Set.of("", "none");
  private static final Set<String> ZLIB_LEVELS = Set.of("gzip", "zlib", "deflate");

  public HttpClientConfig {
    headers = Map.copyOf(headers);
    middlewares = List.copyOf(middlewares);
  }

  /// What applies when the user writes nothing.
  public static HttpClientConfig defaults(String compression, Duration timeout) {
    return new HttpClientConfig(
        "",
        "",
        ClientTls.defaults(),
        0,
        512 << 10,
        timeout,
        Map.of(),
        null,
        compression,
        CompressionParams.defaults(),
        100,
        0,
        0,
        Duration.ofSeconds(90),
        false,
        Duration.ZERO,
        Duration.ZERO,
        null,
        true,
        List.of());
  }

  @Override
  public void validate(Problems problems) {
    validateCompression(problems);
    if (!proxyUrl.isEmpty()) {
      try {
        ProxyEnvironment.parse(proxyUrl);
      } catch (IllegalArgumentException e) {
        problems.add("proxy_url", String.valueOf(e.getMessage()));
      }
    }
    if (timeout.isNegative()) {
      problems.add("timeout", timeout, "0 or more");
    }
    notNegative(problems, "max_idle_conns", maxIdleConns);
    notNegative(problems, "max_idle_conns_per_host", maxIdleConnsPerHost);
    notNegative(problems, "max_conns_per_host", maxConnsPerHost);
    illegalHeaders()
        .forEach(name ->
            problems.warn(
                "headers", "\"" + name + "\" is not the name of a header; this will not start"));
  }

  private List<String> illegalHeaders() {
    return headers.keySet().stream()
        .filter(name -> !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"))
        .sorted()
        .toList();
  }

  /// Checks what a configuration may say, though nothing can be sent with it.
  ///
  /// @throws StartException with the setting and what was expected
  public void requireLegalHeaders() {
    for (String name : illegalHeaders()) {
      throw new StartException("headers: \"" + name + "\" (expected: the name of a header)");
    }
  }

  /// Looks up the extensions that the settings name.
  ///
  /// @throws dev.weir.collector.api.StartException when one is not what it should be
  public void requireExtensions(ComponentContext context) {
    ServerExtensions.require(context, auth == null ? null : auth.authenticator(), middlewares);
  }

  /// The compression of what is sent, or null for none.
  public @Nullable Compression codec() {
    return Compression.ofEncoding(compression);
  }

  /// The level for [#codec()], or [Compression#DEFAULT_LEVEL].
  public int level() {
    Compression codec = codec();
    int level = compressionParams.level();
    if (codec == null || level == 0 || (level == -1 && ZLIB_LEVELS.contains(compression))) {
      return Compression.DEFAULT_LEVEL;
    }
    return Math.clamp(level, codec.minLevel(), codec.maxLevel());
  }

  private void validateCompression(Problems problems) {
    Compression codec = codec();
    int level = compressionParams.level();
    if (codec == null) {
      if (!NO_COMPRESSION.contains(compression)) {
        problems.add(
            "compression",
            compression,
            "gzip, zlib, deflate, snappy, x-snappy-framed, zstd, lz4 or none");
      }
    } else if (ZLIB_LEVELS.contains(compression)) {
      if (level < -2 || level > 9) {
        problems.add("compression_params::level", level, "-2 to 9");
      }
    } else if (codec != Compression.ZSTD && level != 0) {
      problems.add("compression_params::level", level, "0: " + compression + " has no levels");
    }
  }

  private static void notNegative(Problems problems, String key, int value) {
    if (value < 0) {
      problems.add(key, value, "0 or more");
    }
  }
}
