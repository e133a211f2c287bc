package dev.weir.collector.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class OttlCommandTest {
  private static final String SPANS =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"old","kind":2,"attributes":\
      [{"key":"http.request.method","value":{"stringValue":"GET"}}]}]}]}]}\
      """;
  private static final String METRICS =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","sum":{"dataPoints":\
      [{"asInt":"1"}]}}]}]}]}\
      """;
  private static final String LOGS =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":\
      "LEEF:1.0|v|p|1|e|a=b"}}]}]}]}\
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void statement_changesTheItemsOfTheFile() throws IOException {
    assertThat(tried(SPANS, "--context", "span", "set(attributes[\"x\"], 1) where name == \"old\""))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"key\":\"x\"").contains("\"old\"");
  }

  @Test
  void functionsOfOneContextAlone_areThereAsInTheTransformProcessor() throws IOException {
    assertThat(tried(SPANS, "--context", "span", "set_semconv_span_name(\"1.40.0\")"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"name\":\"GET\"");
    assertThat(tried(SPANS, "set(span.name, \"root\") where IsRootSpan()")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"name\":\"root\"");
    assertThat(tried(METRICS, "convert_sum_to_gauge() where metric.name == \"m\""))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"gauge\"");
    assertThat(tried(LOGS, "set(log.attributes[\"e\"], ParseLEEF(log.body)[\"leef.vendor\"])"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"key\":\"e\"");
  }

  @Test
  void statementThatCannotWork_isShownWithItsPlace() throws IOException {
    assertThat(tried(SPANS, "--context", "span", "set(nam, 1)")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("did you mean \"name\"?").contains("^");
  }

  @Test
  void functions_areAllPrinted_orThoseThatAreAskedFor() {
    assertThat(run("ottl", "functions")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("## IsMatch(target, pattern)")
        .containsOnlyOnce("## convert_summary_count_val_to_sum(")
        .contains("Only in statements on: span.")
        .contains("Only in statements on: datapoint, metric.")
        .contains("## ParseCEF(target)");

    assertThat(run("ottl", "functions", "--context", "log", "parsec")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("## ParseCLF(").doesNotContain("## ParseLEEF(");
    assertThat(run("ottl", "functions", "--context", "span", "ParseCEF")).isEqualTo(ExitCode.USAGE);
    assertThat(run("ottl", "functions", "--context", "nothing")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("expected: one of").contains("span");
  }

  private int tried(String json, String... arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("items.json"), json);
    String[] all = new String[arguments.length + 4];
    all[0] = "ottl";
    all[1] = "try";
    all[2] = "--file";
    all[3] = file.toString();
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return run(all);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Cli.whole();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
