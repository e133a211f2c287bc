package dev.weir.collector.app.demo;

import com.sun.net.httpserver.HttpServer;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.BiConsumer;

/// Takes OTLP JSON over HTTP and hands on what it reads as protobuf.
final class OtlpSink implements AutoCloseable {
  private static final Map<String, Signal> PATHS =
      Map.of("/v1/traces", Signal.TRACES, "/v1/logs", Signal.LOGS, "/v1/metrics", Signal.METRICS);

  private final HttpServer server;

  OtlpSink(BiConsumer<Signal, byte[]> taker) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    PATHS.forEach((path, signal) ->
        server.createContext(
            path,
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              taker.accept(signal, OtlpJsonReader.read(signal, body).message());
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            }));
    server.start();
  }

  URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
