package dev.weir.collector.engine.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.engine.config.LogsConfig;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.bind.Binder;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpLogsTest {
  private static final BuildInfo BUILD = new BuildInfo("weir", "1");

  @TempDir Path folder;
  private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private volatile int answer = 200;
  private HttpServer backend;

  @BeforeEach
  void startBackend() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            ExportLogsServiceRequest.parseFrom(exchange.getRequestBody())
                .getResourceLogsList()
                .forEach(resource ->
                    resource
                        .getScopeLogsList()
                        .forEach(scope -> records.addAll(scope.getLogRecordsList())));
            exchange.sendResponseHeaders(answer, -1);
          }
        });
    backend.start();
  }

  @AfterEach
  void stopBackend() {
    backend.stop(0);
  }

  @Test
  void batch_sendsLinesWithFieldsAndErrorsBeforeTheEnd() throws Exception {
    try (Logs logs = logs("batch: {schedule_delay: 3600000, exporter: " + otlp() + "}")) {
      logs.root().info("hello", "items", 3, "who", "me");
      logs.root().log(dev.weir.collector.api.Log.Level.ERROR, "oh", new IOException("gone"));
      assertThat(records).isEmpty();
    }

    assertThat(paths).containsExactly("/v1/logs");
    assertThat(records)
        .extracting(record -> record.getBody().getStringValue())
        .containsExactly("hello", "oh");
    LogRecord first = records.remove();
    assertThat(first.getSeverityNumberValue()).isEqualTo(9);
    assertThat(first.getTimeUnixNano()).isPositive();
    assertThat(first.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("items", "who");
    assertThat(first.getAttributes(0).getValue().getIntValue()).isEqualTo(3);
    assertThat(records.remove().getAttributesList())
        .extracting(KeyValue::getKey)
        .contains("exception.type", "exception.message", "exception.stacktrace");
  }

  @Test
  void simple_sendsAtOnce() throws Exception {
    try (Logs logs = logs("simple: {exporter: " + otlp() + "}")) {
      logs.root().warn("now");

      await().until(() -> records.size() == 1);
    }
  }

  @Test
  void backendThatRefuses_isWarnedOfHereOnly() throws Exception {
    answer = 503;
    try (Logs logs = logs("simple: {exporter: " + otlp() + "}")) {
      logs.root().warn("lost there");
    }

    assertThat(Files.readString(folder.resolve("log")))
        .contains("lost there", "Cannot send the collector's own log", "status 503");
    assertThat(records).hasSize(1);
  }

  private String otlp() {
    return "{otlp: {protocol: http/protobuf, endpoint: 'http://localhost:%d'}}"
        .formatted(backend.getAddress().getPort());
  }

  private Logs logs(String processor) throws YamlException {
    String yaml =
        "{output_paths: ['%s'], processors: [{%s}]}".formatted(folder.resolve("log"), processor);
    ProblemLog problems = new ProblemLog();
    LogsConfig config =
        new Binder(problems)
            .bind(LogsConfig.defaults(), YamlReader.read(new Source("test", yaml)), "logs");
    assertThat(problems.errors()).extracting(Problem::sentence).isEqualTo(List.of());
    Logs logs = new Logs(config, Map.of("service.name", "weir"));
    OtlpLogs.attach(logs, config, Map.of("service.name", "weir"), BUILD);
    return logs;
  }
}
