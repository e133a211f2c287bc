package dev.weir.collector.engine.config.expand;

import dev.weir.collector.engine.config.yaml.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Fetches a configuration from a web server.
final class HttpText {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 16 << 20;

  private HttpText() {}

  static Source fetch(String uri) throws RetrieveException {
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var request = HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT).build();
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new RetrieveException(
              "failed to load resource from uri \""
                  + uri
                  + "\". status code: "
                  + response.statusCode(),
              null);
        }
        return new Source(uri, Encodings.decode(read(uri, body)));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new RetrieveException(
          "unable to fetch the file via HTTP client for uri \"" + uri + "\": " + e, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetrieveException("interrupted while fetching " + uri, null);
    }
  }

  private static byte[] read(String uri, InputStream body) throws IOException, RetrieveException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new RetrieveException(uri + " has more than " + MAX_BYTES + " bytes", null);
    }
    return bytes;
  }
}
