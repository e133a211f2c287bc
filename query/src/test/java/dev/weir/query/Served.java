package dev.weir.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A query service over a store in memory, and a client of it.
final class Served implements AutoCloseable {
  final TelemetryStore store;
  final QueryService service;
  final HttpClient client = HttpClient.newHttpClient();

  Served() {
    this(Stores.inMemory(256L << 20, Duration.ofDays(30)), null, PipelineView.NONE);
  }

  Served(TelemetryStore store, @Nullable String token, PipelineView pipelines) {
    this.store = store;
    service =
        QueryService.start(
            QuerySettings.of("127.0.0.1:0", token),
            "--ui",
            () -> store,
            pipelines,
            new TestContext("query"));
  }

  /// Stores an OTLP JSON request.
  void put(Signal signal, String json) {
    var _ =
        store.append(
            signal, ByteRange.of(OtlpJsonReader.read(signal, json.getBytes(UTF_8)).message()));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// The answer as maps and lists; fails unless it is 200.
  Map<String, Object> json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return map(parse(answer.body()));
  }

  static Object parse(String json) {
    return new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @SuppressWarnings("unchecked") // JSON objects have texts as names
  static Map<String, Object> map(@Nullable Object json) {
    return (Map<String, Object>) Objects.requireNonNull(json);
  }

  @SuppressWarnings("unchecked") // whatever a list holds is an object
  static List<Object> list(Map<String, Object> map, String name) {
    return (List<Object>) Objects.requireNonNull(map.get(name), name);
  }

  static double number(Map<String, Object> map, String name) {
    return ((Number) Objects.requireNonNull(map.get(name), name)).doubleValue();
  }

  static Map<String, Object> at(List<Object> list, int index) {
    return map(list.get(index));
  }

  @Override
  public void close() {
    client.close();
    service.close();
    store.close();
  }
}
