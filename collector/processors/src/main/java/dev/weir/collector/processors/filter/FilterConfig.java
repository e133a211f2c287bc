package dev.weir.collector.processors.filter;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user writes under `filter:`. Elements of the lists of conditions are texts or groups.
///
/// @param errorMode what to do when a condition fails
/// @param traces conditions by context
/// @param spans the oldest form
public record FilterConfig(
    ErrorMode errorMode,
    List<Object> traceConditions,
    List<Object> metricConditions,
    List<Object> logConditions,
    List<Object> profileConditions,
    @Nullable Traces traces,
    @Nullable Metrics metrics,
    @Nullable Logs logs,
    @Nullable Profiles profiles,
    @Nullable Spans spans)
    implements ComponentConfig {

  /// Conditions for traces.
  public record Traces(List<String> resource, List<String> span, List<String> spanevent)
      implements ComponentConfig {
    public static Traces defaults() {
      return new Traces(List.of(), List.of(), List.of());
    }
  }

  /// Conditions for metrics, or names to include and exclude.
  public record Metrics(
      List<String> resource,
      List<String> metric,
      List<String> datapoint,
      @Nullable MetricMatch include,
      @Nullable MetricMatch exclude,
      @Nullable Object regexp)
      implements ComponentConfig {
    public static Metrics defaults() {
      return new Metrics(List.of(), List.of(), List.of(), null, null, null);
    }
  }

  /// Conditions for logs, or properties to include and exclude.
  public record Logs(
      List<String> resource,
      List<String> logRecord,
      @Nullable LogMatch include,
      @Nullable LogMatch exclude)
      implements ComponentConfig {
    public static Logs defaults() {
      return new Logs(List.of(), List.of(), null, null);
    }
  }

  /// Conditions for profiles.
  public record Profiles(List<String> resource, List<String> profile) implements ComponentConfig {
    public static Profiles defaults() {
      return new Profiles(List.of(), List.of());
    }
  }

  /// Spans to include and exclude.
  public record Spans(@Nullable MatchConfig include, @Nullable MatchConfig exclude)
      implements ComponentConfig {
    public static Spans defaults() {
      return new Spans(null, null);
    }

    @Override
    public void validate(Problems problems) {
      if (include != null) {
        include.validate("include", Signal.TRACES, problems);
      }
      if (exclude != null) {
        exclude.validate("exclude", Signal.TRACES, problems);
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    for (Signal signal : Signal.values()) {
      FilterProgram.compile(signal, this, new Slots(), (text, error) -> {}, problems);
    }
    bothStyles("trace_conditions", traceConditions, traces != null || spans != null, problems);
    bothStyles("metric_conditions", metricConditions, metrics != null, problems);
    bothStyles("log_conditions", logConditions, logs != null, problems);
    bothStyles("profile_conditions", profileConditions, profiles != null, problems);
    if (metrics != null
        && (metrics.include() != null || metrics.exclude() != null)
        && !(metrics.resource().isEmpty()
            && metrics.metric().isEmpty()
            && metrics.datapoint().isEmpty())) {
      problems.add("metrics", "cannot use ottl conditions and include/exclude for metrics at once");
    }
    if (logs != null
        && (logs.include() != null || logs.exclude() != null)
        && !(logs.resource().isEmpty() && logs.logRecord().isEmpty())) {
      problems.add("logs", "cannot use ottl conditions and include/exclude for logs at once");
    }
    if (traces != null && spans != null) {
      problems.add("spans", "cannot use ottl conditions and include/exclude for spans at once");
    }
  }

  private static void bothStyles(
      String setting, List<Object> conditions, boolean other, Problems problems) {
    if (!conditions.isEmpty() && other) {
      problems.add(
          setting, "conditions in both the list and the older section (expected: one of them)");
    }
  }

  List<Object> conditions(Signal signal) {
    return switch (signal) {
      case TRACES -> traceConditions;
      case METRICS -> metricConditions;
      case LOGS -> logConditions;
      case PROFILES -> profileConditions;
    };
  }

  static String setting(Signal signal) {
    return switch (signal) {
      case TRACES -> "trace_conditions";
      case METRICS -> "metric_conditions";
      case LOGS -> "log_conditions";
      case PROFILES -> "profile_conditions";
    };
  }
}
