package dev.weir.collector.app;

import dev.weir.collector.engine.config.LoadOptions;
import dev.weir.collector.engine.config.bind.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The gates of `--feature-gates`. Weir has none of its own; those of the Go Collector are taken,
/// so that its command lines work. Some have the effect that they have there; of the others it is
/// said that things stay as they are.
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
          "service.partialReload",
          "service.profilesSupport",
          "spanmetrics.statusCodeConvention.useOtelPrefix",
          "telemetry.newPipelineTelemetry",
          "transform.flatten.logs");

  private static final String APPEND = "confmap.enableMergeAppendOption";
  private static final String NO_PIPELINES = "service.AllowNoPipelines";

  /// Those that are off unless switched on, and have an effect here.
  private static final Set<String> EFFECTIVE = Set.of(APPEND, NO_PIPELINES);

  /// Switched on or off, Weir does what they ask for when on.
  private static final Set<String> ALWAYS = Set.of("service.profilesSupport");

  private final Map<String, Boolean> given = new LinkedHashMap<>();

  private FeatureGates() {}

  /// Reads what the user wrote; of one gate the last counts.
  ///
  /// @throws CommandFailed when there is no such gate
  static FeatureGates of(List<String> texts) {
    FeatureGates gates = new FeatureGates();
    for (String each : texts) {
      String text = each.strip();
      String id = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
      if (text.isEmpty()) {
        continue;
      }
      if (!all().contains(id)) {
        throw unknown(id);
      }
      gates.given.put(id, !text.startsWith("-"));
    }
    return gates;
  }

  /// What to warn of: gates that ask for something else than Weir does.
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    given.forEach((id, isOn) -> {
      boolean isSo = ON.contains(id) || ALWAYS.contains(id);
      if (!EFFECTIVE.contains(id) && isOn != isSo) {
        String way = isOn ? "on" : "off";
        warnings.add(
            "warning: --feature-gates: \"%s\" cannot be switched %s here; it is ignored"
                .formatted(id, way));
      }
    });
    return warnings;
  }

  /// What the gates change about reading configurations.
  LoadOptions loading() {
    return new LoadOptions(isOn(APPEND), isOn(NO_PIPELINES));
  }

  private boolean isOn(String id) {
    return given.getOrDefault(id, false);
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>(ON);
    all.addAll(OFF);
    all.addAll(EFFECTIVE);
    return all;
  }

  private static CommandFailed unknown(String id) {
    Set<String> all = all();
    String nearest = Suggestion.sentence(id, all);
    return new CommandFailed(
        ExitCode.USAGE,
        "error: --feature-gates: no such feature gate \""
            + id
            + "\"\n  "
            + (nearest == null ? "valid gates: " + String.join(", ", all) : nearest));
  }
}
