package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.engine.config.Fakes.Debug;
import dev.weir.collector.engine.config.Fakes.OtlpExporter;
import dev.weir.collector.engine.config.migrate.Migration;
import dev.weir.collector.engine.config.migrate.Migration.Migrated;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final String OLD =
      """
      # what we run
      receivers:
        otlp:
          protocols:
            grpc:
              tls_settings: # old
                ca_file: /a
            http:
              endpoint: 0.0.0.0:4318   # all
              cors_allowed_origins:
                # everyone
                - "*"
                - http://x   # x
              cors_allowed_headers: [a, b] # h

      # exporters follow
      exporters:
        logging: # prints
          loglevel: debug
        logging/info: {loglevel: info}
        otlp:
          endpoint: backend:4317
          insecure: true # plain text
          # about the queue
          sending_queue:
            queue_size: 5
            blocking: true

          ca_file: /x
        otlp/flow: {endpoint: "a:1", insecure: true, ca_file: x}

      processors:
        batch:
        # the limiter
        memory_limiter:
          ballast_size_mib: 64 # half
          limit_mib: 100
        queued_retry:

      extensions:
        memory_ballast:
          size_mib: 64
        health_check:

      service:
        extensions: [memory_ballast, health_check] # two
        telemetry:
          metrics:
            # where
            address: ${env:POD_IP}:8888
            level: detailed
        pipelines:
          traces:
            receivers: [otlp]
            processors: [memory_limiter, queued_retry, batch]
            exporters:
              - logging # here
              - otlp
              - otlp/flow
          metrics:
            receivers: [otlp]
            processors:
              - queued_retry
            exporters: [logging/info, logging]
      # end
      """;

  private static final String NEW =
      """
      # what we run
      receivers:
        otlp:
          protocols:
            grpc:
              tls: # old
                ca_file: /a
            http:
              endpoint: 0.0.0.0:4318   # all
              cors:
                allowed_origins:
                  # everyone
                  - "*"
                  - http://x   # x
                allowed_headers: [a, b] # h

      # exporters follow
      exporters:
        debug: # prints
          verbosity: detailed
        debug/info: {verbosity: normal}
        otlp_grpc:
          endpoint: backend:4317
          # about the queue
          sending_queue:
            queue_size: 5
            block_on_overflow: true

          tls:
            insecure: true # plain text
            ca_file: /x
        otlp_grpc/flow: {endpoint: "a:1", tls: {insecure: true, ca_file: x}}

      processors:
        batch:
        # the limiter
        memory_limiter:
          limit_mib: 100

      extensions:
        health_check:

      service:
        extensions: [health_check] # two
        telemetry:
          metrics:
            # where
            level: detailed
            readers:
              - pull:
                  exporter:
                    prometheus:
                      host: '${env:POD_IP}'
                      port: 8888
        pipelines:
          traces:
            receivers: [otlp]
            processors: [memory_limiter, batch]
            exporters:
              - debug # here
              - otlp_grpc
              - otlp_grpc/flow
          metrics:
            receivers: [otlp]
            processors: []
            exporters: [debug/info, debug]
      # end
      """;

  @Test
  void oldText_isWrittenInTodaysFormWithCommentsAndOrder() throws YamlException {
    Migrated migrated = Migration.migrate(new Source("old.yaml", OLD), Fakes.FACTORIES);

    assertThat(migrated.text()).isEqualTo(NEW);
    assertThat(migrated.changes())
        .extracting(change -> change.line() + " " + change.path())
        .contains(
            "18 exporters::logging",
            "36 processors::memory_limiter::ballast_size_mib",
            "50 service::telemetry::metrics::address");
  }

  @Test
  void todaysText_staysAsItIs() throws YamlException {
    Migrated migrated = Migration.migrate(new Source("new.yaml", NEW), Fakes.FACTORIES);

    assertThat(migrated.text()).isEqualTo(NEW);
    assertThat(migrated.changes()).isEmpty();
  }

  @Test
  void oldConfiguration_worksWithOneWarningForEachPlace() {
    LoadResult result = load(OLD);

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings())
        .extracting(warning -> warning.line() + " " + warning.suggestion())
        .containsExactlyInAnyOrder(
            "6 write it as \"tls\"",
            "10 write it as \"cors::allowed_origins\"",
            "14 write it as \"cors::allowed_headers\"",
            "18 write \"debug\"",
            "19 write \"verbosity: detailed\"",
            "20 write \"debug/info\"",
            "20 write \"verbosity: normal\"",
            "21 both work; \"weir migrate\" renames it",
            "23 write it as \"tls::insecure\"",
            "27 write it as \"block_on_overflow\"",
            "29 write it as \"tls::ca_file\"",
            "30 write it as \"tls::insecure\"",
            "30 write it as \"tls::ca_file\"",
            "30 both work; \"weir migrate\" renames it",
            "36 leave it out; it is ignored",
            "38 every exporter has sending_queue and retry_on_failure; it is ignored",
            "41 the heap has limits of its own; it is ignored",
            "50 write:\n    readers:\n      - pull:\n          exporter:\n            prometheus:\n"
                + "              host: '10.0.0.1'\n              port: 8888");
    var exporter = Configs.exporter(result, OtlpExporter.class);
    assertThat(exporter.tls()).isEqualTo(new Fakes.Tls(true, false, "/x"));
    assertThat(Configs.exporter(result, Debug.class).verbosity())
        .isEqualTo(Fakes.Verbosity.DETAILED);
    var service = result.config().orElseThrow().service();
    assertThat(service.extensions()).hasSize(1);
    assertThat(service.telemetry().metrics().readers().getFirst().pull())
        .isEqualTo(
            new MetricsConfig.Pull(
                new MetricsConfig.PullExporter(
                    new MetricsConfig.Prometheus("10.0.0.1", 8888, true, true, true, null))));
  }

  @Test
  void bothForms_meanTheSame() {
    assertThat(load(NEW).warnings()).isEmpty();
    assertThat(ConfigPrinter.yaml(load(NEW).config().orElseThrow(), false))
        .isEqualTo(
            ConfigPrinter.yaml(load(OLD).config().orElseThrow(), false)
                .replace(" otlp:\n        timeout", " otlp_grpc:\n        timeout")
                .replace(" otlp/flow:", " otlp_grpc/flow:")
                .replace(
                    "- otlp\n                - otlp/flow",
                    "- otlp_grpc\n                - otlp_grpc/flow"));
  }

  @Test
  void loggingBesideDebug_getsANameOfItsOwn() throws YamlException {
    String text = "exporters:\n  debug:\n  logging:\n";

    assertThat(Migration.migrate(new Source("a", text), Fakes.FACTORIES).text())
        .isEqualTo("exporters:\n  debug:\n  debug/logging:\n");
  }

  @Test
  void renamedExtension_isRenamedWhereItIsUsed() throws YamlException {
    var factories =
        ComponentFactories.of(
            List.of(
                new Fakes.FakeExtension("oauth2_client", List.of("oauth2client"), new Fakes.None()),
                new Fakes.FakeExporter("x", List.of(), Fakes.OTLP)));
    String text =
        """
        extensions: {oauth2client: }
        exporters: {x: {auth: {authenticator: oauth2client}}}
        service: {extensions: [oauth2client]}
        """;

    assertThat(Migration.migrate(new Source("a", text), factories).text())
        .isEqualTo(text.replace("oauth2client", "oauth2_client"));
  }

  @Test
  void batcherAndHeadersOfTelemetry_areTaken() {
    LoadResult result =
        load(
            """
            receivers: {nop: }
            exporters:
              otlp_grpc:
                endpoint: a:1
                batcher:
                  enabled: true
                  min_size_items: 10
            service:
              telemetry:
                metrics:
                  readers:
                    - periodic:
                        exporter: {otlp: {endpoint: b, headers: {key: secret, other: x}}}
              pipelines: {traces: {receivers: [nop], exporters: [otlp_grpc]}}
            """);

    assertThat(result.errors()).isEmpty();
    assertThat(Configs.exporter(result, OtlpExporter.class).sendingQueue())
        .hasToString(
            "Queue[numConsumers=10, queueSize=1000, sizer=REQUESTS, blockOnOverflow=false,"
                + " storage=null, batch=QueueBatch[flushTimeout=PT0.2S, minSize=10, maxSize=0]]");
    var reader = result.config().orElseThrow().service().telemetry().metrics().readers().getFirst();
    assertThat(String.valueOf(reader.periodic())).contains("Header[name=key, value=[REDACTED]]");
  }

  private static LoadResult load(String yaml) {
    return ConfigLoader.load(
        List.of("yaml:" + yaml),
        List.of(),
        Fakes.FACTORIES,
        Environment.of(Map.of("POD_IP", "10.0.0.1")));
  }
}
