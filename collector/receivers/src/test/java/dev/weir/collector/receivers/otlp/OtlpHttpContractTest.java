package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.testkit.ReceiverContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

class OtlpHttpContractTest extends ReceiverContract<OtlpReceiverConfig> {
  OtlpHttpContractTest() {
    super(new OtlpReceiverFactory());
  }

  @Override
  protected OtlpReceiverConfig config() {
    return TestConfigs.http();
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("protocols");
  }

  @Override
  protected Answer send(Receiver receiver, Batch batch) throws IOException, InterruptedException {
    int port = ((InetSocketAddress) ((OtlpReceiver) receiver).httpAddress()).getPort();
    String path =
        switch (batch.signal()) {
          case PROFILES -> "/v1development/profiles";
          default -> "/v1/" + batch.signal().key();
        };
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                      .header("content-type", "application/x-protobuf")
                      .POST(BodyPublishers.ofByteArray(batch.range().toByteArray()))
                      .build(),
                  BodyHandlers.ofByteArray())
              .statusCode();
      return switch (status) {
        case 200 -> Answer.ACKNOWLEDGED;
        case 503 -> Answer.RETRY;
        case 500 -> Answer.REJECTED;
        default -> throw new AssertionError("status " + status);
      };
    }
  }
}
