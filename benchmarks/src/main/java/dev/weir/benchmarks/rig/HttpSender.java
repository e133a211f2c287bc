package dev.weir.benchmarks.rig;

import dev.weir.otlp.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Sends over HTTP/1.1, with bodies that are compressed beforehand.
final class HttpSender implements Sender {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI uri;
  private final String contentType;
  private final String compression;
  private final List<byte[]> bodies;

  /// @param bodies already encoded and compressed
  HttpSender(int port, Signal signal, String contentType, String compression, List<byte[]> bodies) {
    uri = URI.create("http://127.0.0.1:" + port + "/v1/" + signal.key());
    this.contentType = contentType;
    this.compression = compression;
    this.bodies = bodies;
  }

  @Override
  public Outcome send(int index) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(index % bodies.size())));
    if (!compression.equals("none")) {
      request.header("Content-Encoding", compression);
    }
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      return switch (status) {
        case 200 -> Outcome.ACKNOWLEDGED;
        case 429, 503 -> Outcome.REFUSED;
        default -> Outcome.FAILED;
      };
    } catch (IOException e) {
      return Outcome.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.FAILED;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
