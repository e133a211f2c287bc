package dev.weir.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/// Hands out the pages, and answers `/api/v1` from [FixtureData]. `main` serves the sources as they
/// lie in the folder, so that a change is seen by loading again.
@NullUnmarked
final class FixtureServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          ".js",
          "text/javascript; charset=utf-8",
          ".css",
          "text/css; charset=utf-8",
          ".svg",
          "image/svg+xml");

  /// Requests that came, as path and query.
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  private final HttpServer server;
  private final FixtureData data;
  private final Path sources;
  private final CountDownLatch closed = new CountDownLatch(1);

  FixtureServer(int port, FixtureData data, Path sources) throws IOException {
    this.data = data;
    this.sources = sources;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  static void main(String[] args) throws IOException {
    var hostile = List.of(args).contains("hostile");
    var server =
        new FixtureServer(
            Integer.parseInt(args[0]),
            new FixtureData(hostile),
            Path.of("ui/src/main/resources/dev/weir/ui"));
    System.out.println("http://localhost:" + server.port() + "/");
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.startsWith("/api/v1/")) {
        requests.add(exchange.getRequestURI().toString());
        api(exchange, exchange.getRequestURI().getRawPath().substring(8));
      } else {
        file(exchange, path);
      }
    } catch (IOException e) {
      // the browser went away
    }
  }

  private void file(HttpExchange exchange, String path) throws IOException {
    byte[] index = read("index.html");
    boolean isFile =
        path.lastIndexOf('.') >= 0 && TYPES.containsKey(path.substring(path.lastIndexOf('.')));
    byte[] body = isFile ? read(path.substring(1)) : index;
    if (body.length == 0) {
      send(exchange, 404, "text/plain", "no such file".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String type =
        !isFile
            ? "text/html; charset=utf-8"
            : TYPES.getOrDefault(path.substring(path.lastIndexOf('.')), "text/plain");
    exchange.getResponseHeaders().set("Content-Security-Policy", policy(index));
    send(exchange, 200, type, body);
  }

  /// The same policy as the real service's: scripts of this origin, and the import map.
  private static String policy(byte[] index) {
    String html = new String(index, StandardCharsets.UTF_8);
    String begin = "<script type=\"importmap\">";
    int from = html.indexOf(begin) + begin.length();
    byte[] map =
        html.substring(from, html.indexOf("</script>", from)).getBytes(StandardCharsets.UTF_8);
    try {
      String hash =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(map));
      return "default-src 'self'; script-src 'self' 'sha256-"
          + hash
          + "'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] read(String name) throws IOException {
    Path source = sources == null ? null : sources.resolve(name);
    if (source != null && Files.isRegularFile(source)) {
      return Files.readAllBytes(source);
    }
    try (InputStream in = FixtureServer.class.getResourceAsStream(name)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
    if (path.endsWith("/live") || path.endsWith("/tap")) {
      events(exchange, path, parameters);
      return;
    }
    if (parameters.getOrDefault("q", "").contains("slow_query")) {
      await(20_000);
    }
    FixtureData.Answer answer = data.answer(decode(path), parameters);
    send(
        exchange,
        answer.status(),
        "application/json",
        Json.text(answer.body()).getBytes(StandardCharsets.UTF_8));
  }

  /// Some events, one each half a second.
  private void events(HttpExchange exchange, String path, Map<String, String> parameters)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < 600; i++) {
        Map.Entry<String, Object> event = data.event(path, parameters, i);
        out.write(
            ("event: " + event.getKey() + "\ndata: " + Json.text(event.getValue()) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (await(500)) {
          return;
        }
      }
    }
  }

  private boolean await(long milliseconds) {
    try {
      return closed.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> result = new HashMap<>();
    for (String pair : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        result.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return result;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
