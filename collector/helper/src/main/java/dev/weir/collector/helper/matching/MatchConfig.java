package dev.weir.collector.helper.matching;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the user writes under `include:` or `exclude:`.
///
/// @param matchType how texts are compared; required by every criterion that compares one
/// @param services names of services
/// @param spanKinds such as `SPAN_KIND_SERVER`
/// @param logBodies bodies of log records as texts
/// @param logSeverityNumber how severe a log record is, or null for no matter
/// @param attributes of the span or log record; all have to match
/// @param resources attributes of the resource; all have to match
/// @param libraries instrumentation scopes; all have to match
public record MatchConfig(
    @Nullable MatchType matchType,
    @OffWhenEmpty @Nullable RegexpSettings regexp,
    List<String> services,
    List<String> spanNames,
    List<String> spanKinds,
    List<String> logBodies,
    List<String> logSeverityTexts,
    @OffWhenEmpty @Nullable SeverityCondition logSeverityNumber,
    List<String> metricNames,
    List<AttributeCondition> attributes,
    List<AttributeCondition> resources,
    List<ScopeCondition> libraries)
    implements ComponentConfig {

  private static final Set<String> SPAN_KINDS =
      Set.of(
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_CONSUMER",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_SERVER");

  public static MatchConfig defaults() {
    return new MatchConfig(
        null, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of(),
        List.of(), List.of(), List.of());
  }

  /// Reports what is wrong for any signal.
  @Override
  public void validate(Problems problems) {
    if (matchType == null && comparesTexts()) {
      problems.add("match_type", null, "regexp or strict");
    }
    MatchConfigCheck check = new MatchConfigCheck(problems, matchType);
    check.texts("services", services);
    check.texts("span_names", spanNames);
    check.texts("span_kinds", spanKinds);
    check.texts("log_bodies", logBodies);
    check.texts("log_severity_texts", logSeverityTexts);
    check.texts("metric_names", metricNames);
    check.attributes("attributes", attributes);
    check.attributes("resources", resources);
    check.scopes("libraries", libraries);
    if (matchType == MatchType.STRICT && !SPAN_KINDS.containsAll(spanKinds)) {
      problems.add("span_kinds", spanKinds, "of " + SPAN_KINDS.stream().sorted().toList());
    }
  }

  /// Reports criteria that a signal does not have, and that there are none which it has.
  ///
  /// @param section `include` or `exclude`
  public void validate(String section, Signal signal, Problems problems) {
    switch (signal) {
      case TRACES -> validateForSpans(section, problems);
      case METRICS -> validateForMetrics(section, problems);
      case LOGS -> validateForLogs(section, problems);
      case PROFILES -> problems.add(section, "profiles cannot be selected");
    }
  }

  private void validateForSpans(String section, Problems problems) {
    unused(problems, section, "log_bodies", !logBodies.isEmpty(), "trace spans");
    unused(problems, section, "log_severity_texts", !logSeverityTexts.isEmpty(), "trace spans");
    unused(problems, section, "log_severity_number", logSeverityNumber != null, "trace spans");
    unused(problems, section, "metric_names", !metricNames.isEmpty(), "trace spans");
    if (services.isEmpty() && spanNames.isEmpty() && spanKinds.isEmpty() && !hasGeneralCriteria()) {
      problems.add(
          section,
          "at least one of \"services\", \"span_names\", \"span_kinds\", \"attributes\","
              + " \"libraries\" or \"resources\" field must be specified");
    }
  }

  private void validateForLogs(String section, Problems problems) {
    unused(problems, section, "services", !services.isEmpty(), "log records");
    unused(problems, section, "span_names", !spanNames.isEmpty(), "log records");
    unused(problems, section, "span_kinds", !spanKinds.isEmpty(), "log records");
    unused(problems, section, "metric_names", !metricNames.isEmpty(), "log records");
    if (logBodies.isEmpty()
        && logSeverityTexts.isEmpty()
        && logSeverityNumber == null
        && !hasGeneralCriteria()) {
      problems.add(
          section,
          "at least one of \"attributes\", \"libraries\", \"resources\", \"log_bodies\","
              + " \"log_severity_texts\" or \"log_severity_number\" field must be specified");
    }
  }

  private void validateForMetrics(String section, Problems problems) {
    unused(problems, section, "services", !services.isEmpty(), "metrics");
    unused(problems, section, "span_names", !spanNames.isEmpty(), "metrics");
    unused(problems, section, "span_kinds", !spanKinds.isEmpty(), "metrics");
    unused(problems, section, "log_bodies", !logBodies.isEmpty(), "metrics");
    unused(problems, section, "log_severity_texts", !logSeverityTexts.isEmpty(), "metrics");
    unused(problems, section, "log_severity_number", logSeverityNumber != null, "metrics");
    unused(problems, section, "attributes", !attributes.isEmpty(), "metrics");
    unused(problems, section, "libraries", !libraries.isEmpty(), "metrics");
    if (metricNames.isEmpty() && resources.isEmpty()) {
      problems.add(
          section, "at least one of \"metric_names\" or \"resources\" field must be specified");
    }
  }

  private boolean comparesTexts() {
    return Stream.of(
                services, spanNames, spanKinds, logBodies, logSeverityTexts, metricNames, libraries)
            .anyMatch(list -> !list.isEmpty())
        || Stream.of(attributes, resources)
            .flatMap(List::stream)
            .anyMatch(condition -> condition.value() != null);
  }

  private boolean hasGeneralCriteria() {
    return !attributes.isEmpty() || !libraries.isEmpty() || !resources.isEmpty();
  }

  private static void unused(
      Problems problems, String section, String key, boolean given, String what) {
    if (given) {
      problems.add(section + "::" + key, key + " should not be specified for " + what);
    }
  }
}
