package dev.weir.collector.helper.http;

import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.net.ErrorText;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.tls.TlsErrors;
import dev.weir.otlp.wire.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.CookieManager;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts requests to one URL and waits for the answers. Bodies are written from the arrays they are
/// in. Connections are kept and used again, and HTTP/2 is spoken where TLS and the server allow it.
///
/// Redirects are followed when they keep method and host (307 and 308), since others would turn the
/// request into one without a body. Any thread may call it; virtual ones should.
public final class HttpClient implements AutoCloseable {
  /// How much of an answer's body is read.
  public static final int MAX_BODY = 64 << 10;

  private static final int MAX_REDIRECTS = 10;
  private static final Duration FOREVER = Duration.ofDays(365);

  private final URI url;
  private final Origin origin;
  private final HttpClientConfig config;
  private final Map<String, String> headers;
  private final @Nullable HttpProxy proxy;
  private final ConnectionPool pool;
  private final @Nullable CookieManager cookies;

  private HttpClient(
      HttpClientConfig config, URI url, Map<String, String> headers, @Nullable HttpProxy proxy) {
    this.url = url;
    this.origin = Origin.of(url);
    this.config = config;
    this.headers = Map.copyOf(headers);
    this.proxy = proxy;
    this.cookies = config.cookies() == null ? null : new CookieManager();
    this.pool =
        new ConnectionPool(
            new Connector(origin, proxy, new ClientPipeline(config, origin.isTls())),
            maxIdle(config),
            config.maxConnsPerHost());
  }

  /// A client for one URL. Connects when there is something to send.
  ///
  /// @param url with scheme `http` or `https`
  /// @param headers of every request, which the settings may replace
  /// @throws StartException when the URL or the proxy's is none, or certificates cannot be read
  public static HttpClient open(
      HttpClientConfig config, URI url, Map<String, String> headers, ProxyEnvironment proxies) {
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new StartException(
          "endpoint \"" + url + "\" (expected: a URL such as http://localhost:4318)");
    }
    return new HttpClient(config, url, headers, proxy(config, url, proxies));
  }

  /// Posts a body and waits for the answer, whatever its status.
  ///
  /// @param contentEncoding the compression of `body`, or null for none
  /// @param timeout for all of it, connecting included
  /// @throws RetryableRefusal when there was no answer
  public HttpAnswer post(List<ByteRange> body, @Nullable String contentEncoding, Duration timeout) {
    long nanos = Math.min(timeout.toNanos(), FOREVER.toNanos());
    long deadline = System.nanoTime() + nanos;
    try {
      URI target = url;
      HttpAnswer answer = exchange(target, body, contentEncoding, deadline);
      for (int i = 0; i < MAX_REDIRECTS && isFollowed(answer, target); i++) {
        target = target.resolve(answer.header("location"));
        answer = exchange(target, body, contentEncoding, deadline);
      }
      return answer;
    } catch (IOException e) {
      throw new RetryableRefusal(describe(e), null, errorType(e));
    }
  }

  /// Ends exchanges under way and closes all connections.
  @Override
  public void close() {
    pool.close();
  }

  private HttpAnswer exchange(
      URI target, List<ByteRange> body, @Nullable String contentEncoding, long deadline)
      throws IOException {
    pool.enter(deadline);
    try {
      ClientConnection used = pool.reuse();
      if (used != null) {
        Exchange exchange = new Exchange();
        try {
          return run(used, request(target, body, contentEncoding), exchange, deadline);
        } catch (IOException e) {
          if (!isStale(exchange, e)) {
            throw e;
          }
        }
      }
      return run(
          pool.connect(deadline), request(target, body, contentEncoding), new Exchange(), deadline);
    } finally {
      pool.leave();
    }
  }

  /// Whether a kept connection was closed by the server before it could see the request.
  private static boolean isStale(Exchange exchange, IOException e) {
    return !exchange.hasBegun()
        && !(e instanceof SocketTimeoutException)
        && !Thread.currentThread().isInterrupted();
  }

  private HttpAnswer run(
      ClientConnection connection, FullHttpRequest request, Exchange exchange, long deadline)
      throws IOException {
    connection.send(request, exchange);
    try {
      HttpAnswer answer = exchange.await(deadline);
      pool.release(connection, exchange.keepsAlive() && !config.disableKeepAlives());
      if (cookies != null && !answer.setCookies().isEmpty()) {
        cookies.put(url, Map.of("Set-Cookie", answer.setCookies()));
      }
      return answer;
    } catch (IOException e) {
      connection.abandon(exchange);
      throw e;
    }
  }

  private FullHttpRequest request(
      URI target, List<ByteRange> body, @Nullable String contentEncoding) throws IOException {
    ByteBuf content = content(body);
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, requestTarget(target), content);
    var all = request.headers();
    headers.forEach(all::set);
    all.set(HttpHeaderNames.HOST, authority(target));
    all.set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    if (contentEncoding != null) {
      all.set(HttpHeaderNames.CONTENT_ENCODING, contentEncoding);
    }
    if (config.disableKeepAlives()) {
      all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    String authorization =
        proxy != null && proxy.wantsWholeUrl(origin) ? proxy.authorization() : null;
    if (authorization != null) {
      all.set(HttpHeaderNames.PROXY_AUTHORIZATION, authorization);
    }
    if (cookies != null) {
      cookies.get(target, Map.of()).forEach(all::set);
    }
    for (Map.Entry<String, Secret> header : config.headers().entrySet()) {
      all.set(header.getKey(), header.getValue().reveal());
    }
    return request;
  }

  private static ByteBuf content(List<ByteRange> body) {
    ByteBuf[] parts =
        body.stream()
            .map(range -> Unpooled.wrappedBuffer(range.buffer(), range.offset(), range.length()))
            .toArray(ByteBuf[]::new);
    return Unpooled.wrappedBuffer(parts.length, parts);
  }

  private String requestTarget(URI target) {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    boolean whole = proxy != null && proxy.wantsWholeUrl(origin);
    return (whole ? "http://" + authority(target) : "") + path + query;
  }

  private static String authority(URI target) {
    return target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
  }

  private boolean isFollowed(HttpAnswer answer, URI from) {
    String location = answer.header("location");
    if ((answer.status() != 307 && answer.status() != 308) || location.isEmpty()) {
      return false;
    }
    try {
      URI to = from.resolve(location);
      return to.getHost() != null && Origin.of(to).equals(origin);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String describe(IOException e) {
    String hint = hint(e);
    return "failed to make an HTTP request: Post \"%s\": %s%s"
        .formatted(url, ErrorText.readable(e.getMessage()), hint == null ? "" : " (" + hint + ")");
  }

  /// What would help, in terms of the URL, which decides between TLS and plain text; or null.
  private @Nullable String hint(IOException e) {
    String ofTls = TlsErrors.explain(e, config.tls().withInsecure(!origin.isTls()));
    if (ofTls != null && !origin.isTls()) {
      return "the server speaks TLS; write https://";
    }
    if (ofTls != null) {
      return ofTls.replace("set tls::insecure: true", "write http://");
    }
    return isOfAnotherProtocol(e)
        ? (origin.isTls() ? "" : "if the server speaks TLS, write https://; ")
            + "if this is its gRPC port, name that of HTTP, which is 4318 by default"
        : null;
  }

  private static boolean isOfAnotherProtocol(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(Exchange.NO_ANSWER) || message.startsWith(Exchange.NO_HTTP);
  }

  private static String errorType(IOException e) {
    return e instanceof SocketTimeoutException ? "Deadline_Exceeded" : RetryableRefusal.OTHER;
  }

  private static int maxIdle(HttpClientConfig config) {
    if (config.disableKeepAlives()) {
      return 0;
    }
    int all = config.maxIdleConns() == 0 ? Integer.MAX_VALUE : config.maxIdleConns();
    int host = config.maxIdleConnsPerHost() == 0 ? all : config.maxIdleConnsPerHost();
    return Math.min(all, host);
  }

  private static @Nullable HttpProxy proxy(
      HttpClientConfig config, URI url, ProxyEnvironment proxies) {
    Origin origin = Origin.of(url);
    try {
      URI proxy =
          config.proxyUrl().isEmpty()
              ? proxies.proxyFor(origin.scheme(), origin.host(), origin.port())
              : ProxyEnvironment.parse(config.proxyUrl());
      return proxy == null ? null : HttpProxy.of(proxy);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
