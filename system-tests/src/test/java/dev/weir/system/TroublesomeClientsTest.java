package dev.weir.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.testkit.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The running program between clients that idle, stop midway or talk nonsense: others are served
/// as ever, over TCP and over unix sockets.
class TroublesomeClientsTest {
  private static final int MANY = 1000;
  private static final String HALF_A_REQUEST =
      """
      POST /v1/traces HTTP/1.1\r
      host: x\r
      content-type: application/x-protobuf\r
      content-length: 100000\r
      \r
      beginning\
      """;

  @TempDir Path folder;
  private final int grpcPort = WeirProcess.freePort();
  private final int httpPort = WeirProcess.freePort();
  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void thousandIdleConnectionsToEachPort_disturbNobody() throws Exception {
    try (WeirProcess weir =
        WeirProcess.startAndAwait(folder, configuration(), grpcPort, httpPort)) {
      for (int i = 0; i < MANY; i++) {
        connect(grpcPort);
        connect(httpPort);
      }
      OtlpSender.send(
          grpcPort, TestData.spansRequest(TestData.resource("shop"), TestData.span("served", 1)));
      awaitDelivered();
      assertThat(weir.terminate()).as(weir.err()).isZero();
    }
  }

  @Test
  void clientsThatStopMidwayOrTalkNonsense_disturbNobody() throws Exception {
    try (WeirProcess weir =
        WeirProcess.startAndAwait(folder, configuration(), grpcPort, httpPort)) {
      byte[] nonsense = new byte[1000];
      new Random(1).nextBytes(nonsense);
      for (int i = 0; i < 200; i++) {
        send(connect(httpPort), HALF_A_REQUEST.getBytes(US_ASCII)).close();
        send(connect(httpPort), HALF_A_REQUEST.getBytes(US_ASCII)); // and stays
        send(connect(httpPort), nonsense);
        send(connect(grpcPort), nonsense);
        send(connect(grpcPort), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII)).close();
      }
      OtlpSender.send(
          grpcPort, TestData.spansRequest(TestData.resource("shop"), TestData.span("served", 1)));
      awaitDelivered();
      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(weir.err()).doesNotContain("ERROR").doesNotContain("Exception");
    }
  }

  @Test
  void twoCollectors_talkOverAUnixSocket() throws Exception {
    Path socket = folder.resolve("otlp.sock");
    String behind =
        """
        receivers:
          otlp: {protocols: {grpc: {endpoint: "%s", transport: unix}, http: {endpoint: "127.0.0.1:%d"}}}
        exporters:
          file: {path: %s, flush_interval: 10ms}
        %s\
        """
            .formatted(socket, httpPort, delivered(), service("file"));
    String before =
        """
        receivers:
          otlp: {protocols: {grpc: {endpoint: "127.0.0.1:%d"}}}
        exporters:
          otlp_grpc: {endpoint: "unix://%s", tls: {insecure: true}}
        %s\
        """
            .formatted(grpcPort, socket, service("otlp_grpc"));
    try (WeirProcess second = WeirProcess.startAndAwait(folder, behind, httpPort);
        WeirProcess first = WeirProcess.startAndAwait(folder, before, grpcPort)) {
      OtlpSender.send(
          grpcPort, TestData.spansRequest(TestData.resource("shop"), TestData.span("served", 1)));
      awaitDelivered();
      assertThat(first.terminate()).as(first.err()).isZero();
      assertThat(second.terminate()).as(second.err()).isZero();
      assertThat(first.err() + second.err()).doesNotContain("SO_KEEPALIVE");
      assertThat(socket).doesNotExist();
    }
  }

  private Socket connect(int port) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    clients.add(client);
    return client;
  }

  private static Socket send(Socket client, byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
    return client;
  }

  private Path delivered() {
    return folder.resolve("delivered.json");
  }

  private void awaitDelivered() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Files.readString(delivered())).contains("\"served\""));
  }

  private String configuration() {
    return """
    receivers:
      otlp: {protocols: {grpc: {endpoint: "127.0.0.1:%d"}, http: {endpoint: "127.0.0.1:%d"}}}
    exporters:
      file: {path: %s, flush_interval: 10ms}
    %s\
    """
        .formatted(grpcPort, httpPort, delivered(), service("file"));
  }

  private static String service(String exporter) {
    return """
    service:
      telemetry: {metrics: {level: none}}
      pipelines:
        traces: {receivers: [otlp], exporters: [%s]}
    """
        .formatted(exporter);
  }
}
