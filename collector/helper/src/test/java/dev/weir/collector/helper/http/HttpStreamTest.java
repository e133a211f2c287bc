package dev.weir.collector.helper.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.testkit.RawHttp;
import dev.weir.collector.testkit.TestContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpStreamTest {
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final HttpServer server =
      new HttpServer(
          HttpServerConfig.defaults("127.0.0.1:0"),
          new HttpRoutes()
              .add("/pieces", new Streaming(HttpStreamTest::pieces))
              .add("/fails", new Streaming(HttpStreamTest::fails))
              .add("/endless", new Streaming(this::endless)),
          new TestContext(),
          "endpoint");

  /// Answers with a stream, for the client's sake only.
  private record Streaming(HttpStream stream) implements HttpHandler {
    @Override
    public boolean mayBlock() {
      return true;
    }

    @Override
    public boolean endsWithClient() {
      return true;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
      return HttpResponse.stream(200, "text/plain", stream);
    }
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdown(Deadline.after(Duration.ofSeconds(5)));
  }

  private static void pieces(HttpOutput output) throws java.io.IOException, InterruptedException {
    for (int i = 0; i < 1000; i++) {
      output.write(("piece " + i + "\n").getBytes(UTF_8));
    }
  }

  private static void fails(HttpOutput output) throws java.io.IOException, InterruptedException {
    output.write("begun".getBytes(UTF_8));
    throw new IllegalStateException("on purpose");
  }

  private void endless(HttpOutput output) throws java.io.IOException, InterruptedException {
    output.write("begun".getBytes(UTF_8));
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) server.address();
  }

  private java.net.http.HttpRequest request(String path) {
    return java.net.http.HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + address().getPort() + path))
        .build();
  }

  @Test
  void pieces_arriveInOrderAndTheConnectionGoesOn() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int round = 0; round < 2; round++) {
        var answer = client.send(request("/pieces"), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(1000).first().isEqualTo("piece 0");
        assertThat(answer.body()).endsWith("piece 999\n");
      }
    }
  }

  @Test
  void streamThatFails_isNotTakenForAWholeOne() {
    try (RawHttp client = new RawHttp(address())) {
      client.send("GET /fails HTTP/1.1\r\nhost: localhost\r\n\r\n").awaitClose();
    }
  }

  @Test
  void clientThatGoes_endsTheWork() throws Exception {
    try (RawHttp client = new RawHttp(address())) {
      client.send("GET /endless HTTP/1.1\r\nhost: localhost\r\n\r\n");
      begun.await();
    }
    await().until(() -> interrupted.getCount() == 0);
  }

  @Test
  void shutdown_endsStreams() throws Exception {
    try (RawHttp client = new RawHttp(address())) {
      client.send("GET /endless HTTP/1.1\r\nhost: localhost\r\n\r\n");
      begun.await();
      server.shutdown(Deadline.after(Duration.ofSeconds(30)));
      assertThat(interrupted.getCount()).isZero();
      client.awaitClose();
    }
  }
}
