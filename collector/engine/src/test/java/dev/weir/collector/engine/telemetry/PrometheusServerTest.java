package dev.weir.collector.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.StartException;
import dev.weir.collector.testkit.TestContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class PrometheusServerTest {
  private final TestContext context = new TestContext();

  @Test
  void metricsPath_answersTheText() throws Exception {
    try (PrometheusServer server = PrometheusServer.start("localhost", 0, () -> "a 1\n", context)) {
      HttpResponse<String> answer = get(server, "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("a 1\n");
      assertThat(answer.headers().firstValue("content-type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Test
  void otherMethod_isNotAllowed() throws Exception {
    try (PrometheusServer server = PrometheusServer.start("localhost", 0, () -> "a 1\n", context);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + server.port() + "/metrics");
      HttpRequest delete = HttpRequest.newBuilder(uri).DELETE().build();

      assertThat(client.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void otherPath_isNotFound() throws Exception {
    try (PrometheusServer server = PrometheusServer.start("localhost", 0, () -> "a 1\n", context)) {
      assertThat(get(server, "/").statusCode()).isEqualTo(404);
      assertThat(get(server, "/metrics/x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void portInUse_saysWhichByWhomAndWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new java.net.InetSocketAddress("localhost", 0));

      assertThatThrownBy(
              () -> PrometheusServer.start("localhost", taken.getLocalPort(), () -> "", context))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("this process")
          .hasMessageContaining("in use")
          .hasMessageContaining("service::telemetry::metrics::readers");
    }
  }

  @Test
  void unknownHost_isNamed() {
    assertThatThrownBy(() -> PrometheusServer.start("no.such.host.invalid", 1, () -> "", context))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no.such.host.invalid");
  }

  private static HttpResponse<String> get(PrometheusServer server, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
