package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtensionChecksTest {
  private static final String CONFIG =
      """
      receivers:
        nop:
      exporters:
        otlp_grpc:
          endpoint: x
          sending_queue:
            storage: file_storage/queue
      extensions:
        file_storage/queues:
      service:
        extensions: [file_storage/queues]
        pipelines:
          traces: {receivers: [nop], exporters: [otlp_grpc]}
      """;

  @Test
  void extensionThatIsNotConfigured_isAnErrorWithPlaceAndSuggestion() {
    LoadResult result = load(CONFIG);

    assertThat(result.errors()).hasSize(1);
    Problem error = result.errors().getFirst();
    assertThat(error.sentence())
        .isEqualTo(
            "exporters::otlp_grpc::sending_queue::storage: references extension"
                + " \"file_storage/queue\" which is not configured");
    assertThat(error.line()).isEqualTo(7);
    assertThat(error.suggestion()).isEqualTo("did you mean \"file_storage/queues\"?");
  }

  @Test
  void extensionThatDoesNotRun_isAnErrorThatSaysWhatToWrite() {
    LoadResult result =
        load(
            CONFIG
                .replace("storage/queue\n", "storage/queues\n")
                .replace("extensions: [file_storage/queues]", "extensions: []"));

    assertThat(result.errors())
        .extracting(Problem::message, Problem::suggestion)
        .containsExactly(
            tuple(
                "references extension \"file_storage/queues\" which is not in service::extensions",
                "write service::extensions: [file_storage/queues]"));
  }

  @Test
  void extensionThatRuns_isFine() {
    LoadResult result = load(CONFIG.replace("storage/queue\n", "storage/queues\n"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void extensionOfAComponentThatNothingUses_isAWarning() {
    LoadResult result =
        load(CONFIG.replace("exporters: [otlp_grpc]", "exporters: [nop]") + "exporters::nop:\n");

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "references extension \"file_storage/queue\" which is not configured; nothing uses"
                + " this component");
  }

  @Test
  void extensionInASectionThatIsOff_countsForNothing() {
    LoadResult result =
        load(CONFIG.replace("sending_queue:\n", "sending_queue:\n      enabled: false\n"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void everyKindOfReference_isChecked() {
    LoadResult result =
        load(
            """
            receivers: {nop: }
            exporters: {otlp_http: {endpoint: x, auth: {authenticator: basicauth}}}
            service:
              pipelines:
                traces: {receivers: [nop], exporters: [otlp_http]}
            """);

    assertThat(result.errors())
        .extracting(Problem::sentence, Problem::suggestion)
        .containsExactly(
            tuple(
                "exporters::otlp_http::auth::authenticator: references extension \"basicauth\""
                    + " which is not configured",
                "there are no extensions in this configuration"));
  }

  private static LoadResult load(String yaml) {
    return ConfigLoader.load(
        List.of("yaml:" + yaml), List.of(), Fakes.FACTORIES, Environment.of(Map.of()));
  }
}
