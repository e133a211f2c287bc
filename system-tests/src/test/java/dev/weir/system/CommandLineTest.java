package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir Path folder;

  @Test
  void help_namesCommandsAndExitCodes() throws Exception {
    assertThat(run(0, "--help").out())
        .contains("validate", "components", "print-config", "schema", "migrate", "completion")
        .contains("Exit codes", "--config", "--set", "--feature-gates", "--shutdown-timeout");
  }

  @Test
  void version_namesTheProgram() throws Exception {
    assertThat(run(0, "--version").out()).contains("weir version ");
  }

  @Test
  void unknownOption_isWrongUseWithAHint() throws Exception {
    assertThat(run(2, "--confg", "x.yaml").err()).contains("--confg").contains("--help");
  }

  @Test
  void unknownCommand_isWrongUse() throws Exception {
    run(2, "frobnicate");
  }

  @Test
  void validate_ofAValidFile_saysNothing() throws Exception {
    WeirProcess weir = run(0, "validate", "--config", file(VALID));
    assertThat(weir.out() + weir.err()).isEmpty();
  }

  @Test
  void validate_reportsAllProblemsWithTheirPlaces() throws Exception {
    String text =
        VALID
            .replace("endpoint: 127.0.0.1:0", "endpont: 127.0.0.1:0")
            .replace("exporters: [debug]", "exporters: [debgu]");
    assertThat(run(4, "validate", "--config", file(text)).err())
        .contains("endpont", "endpoint")
        .contains("debgu")
        .contains(".yaml:5:")
        .contains("2 errors")
        .doesNotContain("error: error:")
        .doesNotStartWith("error: ");
  }

  @Test
  void validate_withoutConfig_isWrongUse() throws Exception {
    assertThat(run(2, "validate").err()).contains("--config");
  }

  @Test
  void featureGates_ofTheGoCollectorAreTakenAndOthersAreNot() throws Exception {
    String config = file(VALID);
    assertThat(run(0, "validate", "--config", config, "--feature-gates", "ottl.set.allowNil").err())
        .contains("ottl.set.allowNil", "ignored");
    assertThat(run(2, "validate", "--config", config, "--feature-gates=-otl.set.alowNil").err())
        .contains("no such feature gate \"otl.set.alowNil\"", "did you mean \"ottl.set.allowNil\"");
  }

  @Test
  void gateThatLetsListsGrow_makesPipelinesOfSeveralFilesOne() throws Exception {
    String more = "yaml:{exporters: {nop: }, service::pipelines::traces::exporters: [nop]}";
    String[] both = {"print-config", "--config", file(VALID), "--config", more};

    assertThat(run(0, both).out()).doesNotContain("- debug").contains("- nop");
    assertThat(run(0, with(both, "--feature-gates=confmap.enableMergeAppendOption")).out())
        .contains("- debug", "- nop");
  }

  @Test
  void extensionThatIsMissing_isFoundBeforeAnythingStarts() throws Exception {
    String storage = "exporters.debug.sending_queue={enabled: true, storage: file_storage}";

    assertThat(run(4, "validate", "--config", file(VALID), "--set", storage).err())
        .contains("exporters::debug::sending_queue::storage")
        .contains("references extension \"file_storage\" which is not configured");
  }

  @Test
  void missingFile_isAnErrorThatNamesIt() throws Exception {
    assertThat(run(4, "--config", "no-such.yaml").err()).contains("no-such.yaml");
  }

  @Test
  void components_listsWhatThereIsInTheCollectorsForm() throws Exception {
    assertThat(run(0, "components").out())
        .contains("buildinfo:", "receivers:", "    - name: otlp", "        traces: Stable")
        .containsPattern("module: weir-collector-receivers [0-9]")
        .contains("- name: otlp_grpc", "- name: batch", "- name: health_check", "- name: forward");
  }

  @Test
  void printConfig_hidesSecretsUnlessAsked() throws Exception {
    String text =
        VALID.replace(
            "  debug:\n",
            "  debug:\n  otlp_http:\n    endpoint: http://localhost:1\n    headers: {authorization: hush}\n");
    String config = file(text.replace("[debug]", "[debug, otlp_http]"));

    assertThat(run(0, "print-config", "--config", config).out())
        .contains("[REDACTED]")
        .doesNotContain("hush");
    assertThat(run(0, "print-config", "--mode", "unredacted", "--config", config).out())
        .contains("hush");
  }

  @Test
  void schema_isJsonThatNamesComponents() throws Exception {
    assertThat(run(0, "schema").out()).startsWith("{").contains("send_batch_size", "\"$schema\"");
  }

  @Test
  void migrate_printsTodaysForm() throws Exception {
    String old =
        VALID
            .replace("debug", "logging")
            .replace("  logging:\n", "  # keep me\n  logging:\n    loglevel: debug\n");
    assertThat(run(0, "migrate", "--config", file(old)).out())
        .contains("# keep me", "debug:", "verbosity: detailed", "exporters: [debug]");
  }

  @Test
  void migrate_ofWhatIsNoYaml_saysWhere() throws Exception {
    assertThat(run(4, "migrate", "--config", file("receivers:\n\totlp:\n")).err())
        .contains(".yaml:2:1: error: ", "tab", "indent with spaces");
  }

  @Test
  void completion_isAScriptForBothShells() throws Exception {
    assertThat(run(0, "completion", "bash").out()).contains("complete").contains("print-config");
    assertThat(run(0, "completion", "zsh").out()).contains("print-config");
  }

  @Test
  void set_overridesTheFile() throws Exception {
    String config = file(VALID);
    assertThat(
            run(0, "print-config", "--config", config, "--set", "exporters.debug.verbosity=normal")
                .out())
        .containsIgnoringCase("verbosity: normal");
  }

  @Test
  void portInUse_saysWhichAndHowToChooseAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      WeirProcess weir =
          run(1, "--config", file(VALID.replace("127.0.0.1:0", "127.0.0.1:" + port)));
      assertThat(weir.err()).contains(port).contains("endpoint");
    }
  }

  @Test
  void runWithOptionsOfEveryKind_startsLikeAnyOther() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      String config = file(VALID.replace("127.0.0.1:0", "127.0.0.1:" + port));
      WeirProcess weir = run(1, "run", "--config", config, "--feature-gates=ottl.set.allowNil");
      assertThat(weir.err()).contains(port, "endpoint").doesNotContain("Exception");
    }
  }

  @Test
  void wrongProfile_saysWhichThereAre() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(folder, Map.of("WEIR_PROFILE", "huge"), "--version")) {
      assertThat(weir.awaitExit()).isEqualTo(2);
      assertThat(weir.err()).contains("huge", "sidecar");
    }
  }

  private static final String VALID =
      """
      receivers:
        otlp:
          protocols:
            grpc:
              endpoint: 127.0.0.1:0
      exporters:
        debug:
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces:
            receivers: [otlp]
            exporters: [debug]
      """;

  private static String[] with(String[] arguments, String more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "c", ".yaml"), text).toString();
  }

  private WeirProcess run(int exitCode, String... arguments) throws Exception {
    try (WeirProcess weir = WeirProcess.start(folder, arguments)) {
      assertThat(weir.awaitExit()).as("exit code; stderr: %s", weir.err()).isEqualTo(exitCode);
      return weir;
    }
  }
}
