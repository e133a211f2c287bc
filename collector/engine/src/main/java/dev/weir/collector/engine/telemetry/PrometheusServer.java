package dev.weir.collector.engine.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.StartException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Serves metrics as text at `/metrics`.
public final class PrometheusServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String ADVICE =
      "set another port under service::telemetry::metrics::readers, or"
          + " service::telemetry::metrics::level: none to serve no metrics";

  private final HttpServer server;

  private PrometheusServer(HttpServer server) {
    this.server = server;
  }

  /// Opens the port and serves from now on.
  ///
  /// @param text asked for at each request
  /// @throws StartException when the port cannot be opened, with what to do about it
  public static PrometheusServer start(String host, int port, Supplier<String> text) {
    HttpServer server = bind(host, port);
    server.createContext("/", exchange -> answer(exchange, text));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return new PrometheusServer(server);
  }

  /// The port that is open; of use when 0 was asked for.
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static HttpServer bind(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      String holder = PortHolder.find(port);
      throw new StartException(
          "metrics endpoint "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + (holder == null ? "" : ", by " + holder)
              + "; "
              + ADVICE,
          e);
    } catch (IOException | RuntimeException e) {
      throw new StartException(
          "metrics endpoint " + host + ":" + port + ": " + e.getMessage() + "; " + ADVICE, e);
    }
  }

  private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
    try (exchange) {
      boolean isRead =
          exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD");
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        send(exchange, 404, "404 page not found\n", "text/plain; charset=utf-8");
      } else if (!isRead) {
        send(exchange, 405, "405 method not allowed\n", "text/plain; charset=utf-8");
      } else {
        send(exchange, 200, text.get(), PrometheusText.CONTENT_TYPE);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body, String contentType)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
