package dev.weir.collector.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `weir` without a command: the same as `weir run`.
@Command(
    name = "weir",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "OpenTelemetry on the JVM: receives, processes and delivers traces, metrics and logs.",
      "",
      "Without a configuration it listens for OTLP on localhost:4317 (gRPC) and localhost:4318"
          + " (HTTP), keeps what arrives, prints a line for each batch, and shows all of it at"
          + " http://localhost:4319. WEIR_LISTEN=0.0.0.0 makes it listen for OTLP on all addresses.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir",
      "  weir --config collector.yaml",
      "  weir --config collector.yaml --set processors.batch.timeout=2s",
      "  weir validate --config collector.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as asked, everything accepted is delivered",
      "1:could not start, or a component failed for good",
      "2:wrong use",
      "3:no JDK 25 found, the build failed, or the heap is used up",
      "4:the configuration is not valid",
      "5:ended as asked, but some items could not be delivered in time, or before a second signal"
    })
final class WeirCommand implements Callable<Integer> {
  @Mixin RunCommand run = new RunCommand();

  @Override
  public Integer call() {
    return run.call();
  }
}
