package dev.weir.collector.engine.telemetry;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Sends by OTLP over HTTP.
final class HttpPush implements Push {
  private static final int FIRST_ERROR = 300;

  private final PushTarget target;
  private final Duration timeout;
  private final HttpClient client;

  HttpPush(PushTarget target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
    client = target.client(timeout);
  }

  @Override
  public void send(byte[] request) throws IOException, InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(target.uri())
            .timeout(timeout)
            .header("content-type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(target.encode(request)));
    target.headers().forEach(post::setHeader);
    HttpResponse<String> answer = client.send(post.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= FIRST_ERROR) {
      throw new IOException("status " + answer.statusCode() + ": " + answer.body());
    }
  }

  @Override
  public String destination() {
    return target.uri().toString();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
