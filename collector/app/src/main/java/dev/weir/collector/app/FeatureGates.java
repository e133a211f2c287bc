package dev.weir.collector.app;

import dev.weir.collector.engine.config.bind.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The gates of `--feature-gates`. Weir has none of its own; those of the Go Collector are taken,
/// so that its command lines work, and what they would change is said to stay as it is.
final class FeatureGates {
  /// Gates of the Go Collector that are on unless switched off.
  private static final Set<String> ON =
      Set.of(
          "connector.spanmetrics.includeCollectorInstanceID",
          "ottl.PanicDuplicateName",
          "ottl.contexts.enableOTelColContext",
          "processor.filter.defaultErrorModeIgnore",
          "processor.transform.defaultErrorModeIgnore",
          "service.partialReloadReceivers");

  /// Those that are off unless switched on.
  private static final Set<String> OFF =
      Set.of(
          "confmap.enableMergeAppendOption",
          "connector.spanmetrics.excludeResourceMetrics",
          "connector.spanmetrics.legacyMetricNames",
          "connector.spanmetrics.useSecondAsDefaultMetricsUnit",
          "exporter.file.nativeCompression",
          "extension.healthcheck.useComponentStatus",
          "filter.filterlog.useOTTLBridge",
          "filter.filtermetric.useOTTLBridge",
          "filter.filterspan.useOTTLBridge",
          "ottl.functions.enableLambda",
          "ottl.set.allowNil",
          "pdata.useProtoPooling",
          "pkg.exporterhelper.queueBatchEnabled",
          "processor.tailsamplingprocessor.metricstatcountbytessampled",
          "processor.tailsamplingprocessor.metricstatcountspanssampled",
          "processor.tailsamplingprocessor.recordpolicy",
          "processor.tailsamplingprocessor.tailstorageextension",
          "processor.tailsamplingprocessor.usetracestate",
          "receiverhelper.newReceiverMetrics",
          "service.AllowNoPipelines",
          "service.partialReload",
          "service.profilesSupport",
          "spanmetrics.statusCodeConvention.useOtelPrefix",
          "telemetry.newPipelineTelemetry",
          "transform.flatten.logs");

  /// Switched on or off, Weir does what they ask for when on.
  private static final Set<String> ALWAYS = Set.of("service.profilesSupport");

  private FeatureGates() {}

  /// What to warn of: gates that ask for something else than Weir does.
  ///
  /// @throws CommandFailed when there is no such gate
  static List<String> check(List<String> given) {
    return given.stream()
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .flatMap(text -> {
          boolean isOn = !text.startsWith("-");
          String id = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
          if (!ON.contains(id) && !OFF.contains(id)) {
            throw unknown(id);
          }
          boolean isSo = ON.contains(id) || ALWAYS.contains(id);
          return isOn == isSo
              ? Stream.empty()
              : Stream.of(
                  "warning: --feature-gates: \""
                      + id
                      + "\" cannot be switched "
                      + (isOn ? "on" : "off")
                      + " here; it is ignored");
        })
        .toList();
  }

  private static CommandFailed unknown(String id) {
    Set<String> all = new TreeSet<>(ON);
    all.addAll(OFF);
    String nearest = Suggestion.sentence(id, all);
    return new CommandFailed(
        ExitCode.USAGE,
        "error: --feature-gates: no such feature gate \""
            + id
            + "\"\n  "
            + (nearest == null ? "valid gates: " + String.join(", ", all) : nearest));
  }
}
