package dev.weir.collector.engine.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.collector.helper.http.HttpRoutes;
import dev.weir.collector.helper.http.HttpServer;
import dev.weir.collector.helper.http.HttpServerConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/// Serves metrics as text at `/metrics`.
public final class PrometheusServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String SETTING =
      "service::telemetry::metrics::readers (or service::telemetry::metrics::level: none)";
  private static final Duration ON_CLOSE = Duration.ofSeconds(1);

  private final HttpServer server;

  private PrometheusServer(HttpServer server) {
    this.server = server;
  }

  /// Opens the port and serves from now on.
  ///
  /// @param text asked for at each request, on a virtual thread
  /// @throws dev.weir.collector.api.StartException when the port cannot be opened, with what to do
  ///   about it
  public static PrometheusServer start(
      String host, int port, Supplier<String> text, ComponentContext context) {
    String address = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    HttpRoutes routes = new HttpRoutes().add(PATH, new Page(text));
    HttpServer server =
        new HttpServer(HttpServerConfig.defaults(address), routes, context, SETTING);
    server.start();
    return new PrometheusServer(server);
  }

  /// The port that is open; of use when 0 was asked for.
  public int port() {
    return ((InetSocketAddress) server.address()).getPort();
  }

  @Override
  public void close() {
    server.shutdown(Deadline.after(ON_CLOSE));
  }

  private record Page(Supplier<String> text) implements HttpHandler {
    @Override
    public boolean mayBlock() {
      return true;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
      boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
      return isRead
          ? HttpResponse.of(200, PrometheusText.CONTENT_TYPE, text.get().getBytes(UTF_8))
          : HttpResponse.text(405, "405 method not allowed\n");
    }
  }
}
