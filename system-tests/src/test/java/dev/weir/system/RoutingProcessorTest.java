package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.TextFormat;
import dev.weir.collector.testkit.HttpPeer;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Configurations with the routing processor of former versions work, with data.
class RoutingProcessorTest {
  @TempDir Path folder;
  private final int grpc = WeirProcess.freePort();
  private final int http = WeirProcess.freePort();

  @Test
  void tenantsOfHeaders_goToTheirExporters() throws Exception {
    try (HttpPeer acme = HttpPeer.start();
        HttpPeer others = HttpPeer.start();
        WeirProcess weir =
            WeirProcess.startAndAwait(
                folder,
                config(
                    acme,
                    others,
                    """
                    from_attribute: X-Tenant
                        default_exporters: [otlphttp]
                        table:
                          - value: acme
                            exporters: [otlphttp/acme]\
                    """),
                grpc,
                http)) {
      send("acme", TestData.spansRequest(TestData.resource("a"), TestData.span("theirs", 1)));
      send("ecorp", TestData.spansRequest(TestData.resource("a"), TestData.span("other", 2)));
      send("acme", TestData.logsRequest(TestData.resource("a"), TestData.log("theirs")));
      send("", TestData.logsRequest(TestData.resource("a"), TestData.log("none")));
      OtlpSender.send(grpc, TestData.spansRequest(TestData.resource("a"), TestData.span("g", 3)));

      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(weir.err()).contains("the routing processor was removed");
      assertThat(texts(acme)).hasSize(2).allMatch(text -> text.contains("theirs"));
      assertThat(texts(others))
          .hasSize(3)
          .anyMatch(text -> text.contains("other"))
          .anyMatch(text -> text.contains("none"))
          .anyMatch(text -> text.contains("\"g\""));
    }
  }

  @Test
  void tenantsOfResources_goToTheirExportersWithoutTheAttribute() throws Exception {
    Resource tenant =
        Resource.newBuilder().addAttributes(TestData.attribute("tenant", "acme")).build();
    try (HttpPeer acme = HttpPeer.start();
        HttpPeer others = HttpPeer.start();
        WeirProcess weir =
            WeirProcess.startAndAwait(
                folder,
                config(
                    acme,
                    others,
                    """
                    attribute_source: resource
                        from_attribute: tenant
                        drop_resource_routing_attribute: true
                        default_exporters: [otlphttp]
                        table:
                          - value: acme
                            exporters: [otlphttp/acme]
                          - statement: route() where IsMatch(resource.attributes["tenant"], "^ac")
                            exporters: [otlphttp]\
                    """),
                grpc,
                http)) {
      send("", TestData.spansRequest(tenant, TestData.span("both", 1)));
      send("", TestData.spansRequest(TestData.resource("a"), TestData.span("other", 2)));

      assertThat(weir.terminate()).as(weir.err()).isZero();
      assertThat(texts(acme)).hasSize(1).allMatch(text -> text.contains("both"));
      assertThat(texts(acme).getFirst()).doesNotContain("tenant");
      assertThat(texts(others)).hasSize(2);
    }
  }

  @Test
  void printConfigAndValidate_showTheConnector() throws Exception {
    try (HttpPeer peer = HttpPeer.start()) {
      Path file = folder.resolve("old.yaml");
      Files.writeString(
          file,
          config(
              peer,
              peer,
              "from_attribute: t\n    table: [{value: a, exporters: [otlphttp/acme]}]"));
      try (WeirProcess validate =
              WeirProcess.start(folder, "validate", "--config", file.toString());
          WeirProcess print =
              WeirProcess.start(folder, "print-config", "--config", file.toString())) {
        assertThat(validate.awaitExit()).isZero();
        assertThat(validate.err())
            .contains("processors::routing: the routing processor was removed", "traces/routing/");
        assertThat(print.awaitExit()).isZero();
        assertThat(print.out())
            .contains(
                "traces/routing/otlphttp/acme:", "condition: \"request[\\\"t\\\"] == \\\"a\\\"\"");
      }
    }
  }

  private String config(HttpPeer acme, HttpPeer others, String routing) {
    return """
    receivers:
      otlp:
        protocols:
          grpc: {endpoint: "localhost:%d"}
          http: {endpoint: "localhost:%d", include_metadata: true}
    processors:
      routing:
        %s
    exporters:
      otlphttp/acme: {endpoint: "%s", compression: none}
      otlphttp: {endpoint: "%s", compression: none}
    service:
      telemetry: {metrics: {level: none}}
      pipelines:
        traces: {receivers: [otlp], processors: [routing], exporters: [otlphttp, otlphttp/acme]}
        logs: {receivers: [otlp], processors: [routing], exporters: [otlphttp, otlphttp/acme]}
    """
        .formatted(grpc, http, routing, acme.url(), others.url());
  }

  private void send(String tenant, MessageLite message) throws Exception {
    String signal = OtlpMessage.of(message).signal().key();
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/v1/" + signal))
            .header("content-type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(message.toByteArray()));
    if (!tenant.isEmpty()) {
      request.header("X-Tenant", tenant);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  private static List<String> texts(HttpPeer peer) throws Exception {
    List<String> texts = new ArrayList<>();
    for (HttpPeer.Request request : peer.requests()) {
      Signal signal = request.target().endsWith("traces") ? Signal.TRACES : Signal.LOGS;
      Message message = (Message) OtlpMessage.parser(signal).parseFrom(request.body());
      texts.add(TextFormat.printer().printToString(message));
    }
    return texts;
  }
}
