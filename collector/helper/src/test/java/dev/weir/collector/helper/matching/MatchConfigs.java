package dev.weir.collector.helper.matching;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds sections for tests.
final class MatchConfigs {
  private @Nullable MatchType type;
  private List<String> services = List.of();
  private List<String> spanNames = List.of();
  private List<String> spanKinds = List.of();
  private List<String> logBodies = List.of();
  private List<String> severityTexts = List.of();
  private @Nullable SeverityCondition severity;
  private List<String> metricNames = List.of();
  private final List<AttributeCondition> attributes = new ArrayList<>();
  private final List<AttributeCondition> resources = new ArrayList<>();
  private final List<ScopeCondition> libraries = new ArrayList<>();

  static MatchConfigs strict() {
    return new MatchConfigs().type(MatchType.STRICT);
  }

  static MatchConfigs regexp() {
    return new MatchConfigs().type(MatchType.REGEXP);
  }

  MatchConfigs type(@Nullable MatchType value) {
    type = value;
    return this;
  }

  MatchConfigs services(String... values) {
    services = List.of(values);
    return this;
  }

  MatchConfigs spanNames(String... values) {
    spanNames = List.of(values);
    return this;
  }

  MatchConfigs spanKinds(String... values) {
    spanKinds = List.of(values);
    return this;
  }

  MatchConfigs logBodies(String... values) {
    logBodies = List.of(values);
    return this;
  }

  MatchConfigs severityTexts(String... values) {
    severityTexts = List.of(values);
    return this;
  }

  MatchConfigs severity(int min, boolean matchUndefined) {
    severity = new SeverityCondition(min, matchUndefined);
    return this;
  }

  MatchConfigs metricNames(String... values) {
    metricNames = List.of(values);
    return this;
  }

  MatchConfigs attribute(String key, @Nullable Object value) {
    attributes.add(new AttributeCondition(key, value));
    return this;
  }

  MatchConfigs resource(String key, @Nullable Object value) {
    resources.add(new AttributeCondition(key, value));
    return this;
  }

  MatchConfigs library(String name, @Nullable String version) {
    libraries.add(new ScopeCondition(name, version));
    return this;
  }

  MatchConfig build() {
    return new MatchConfig(
        type,
        null,
        services,
        spanNames,
        spanKinds,
        logBodies,
        severityTexts,
        severity,
        metricNames,
        attributes,
        resources,
        libraries);
  }
}
