package dev.weir.collector.helper.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.SpanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One section, ready to be asked: for a resource, for a scope, and for an item. All three have to
/// match.
final class Criteria {
  private static final byte[] SERVICE_NAME = "service.name".getBytes(UTF_8);

  /// What the Collector takes for the name of a service that has none.
  private static final String NO_SERVICE_NAME = "<nil-service-name>";

  private static final String[] SPAN_KINDS = {
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER"
  };

  private final @Nullable TextMatcher services;
  private final AttributesMatcher resources;
  private final ScopeTest[] scopes;
  private final AttributesMatcher attributes;
  private final @Nullable TextMatcher spanNames;
  private final boolean @Nullable [] spanKinds;
  private final @Nullable TextMatcher logBodies;
  private final @Nullable TextMatcher severityTexts;
  private final @Nullable SeverityCondition severity;
  private final @Nullable TextMatcher metricNames;

  private record ScopeTest(TextMatcher name, @Nullable TextMatcher version) {}

  Criteria(MatchConfig config) {
    MatchType type = config.matchType();
    services = texts(type, config.services());
    resources = new AttributesMatcher(type, config.resources());
    scopes = config.libraries().stream().map(scope -> test(type, scope)).toArray(ScopeTest[]::new);
    attributes = new AttributesMatcher(type, config.attributes());
    spanNames = texts(type, config.spanNames());
    spanKinds = kinds(texts(type, config.spanKinds()));
    logBodies = texts(type, config.logBodies());
    severityTexts = texts(type, config.logSeverityTexts());
    severity = config.logSeverityNumber();
    metricNames = texts(type, config.metricNames());
  }

  boolean matches(ResourceView resource) {
    return (services == null || matchesService(services, resource))
        && resources.matches(resource.attributes());
  }

  boolean matches(InstrumentationScopeView scope) {
    for (ScopeTest test : scopes) {
      if (!test.name().matches(scope.name())
          || (test.version() != null && !test.version().matches(scope.version()))) {
        return false;
      }
    }
    return true;
  }

  boolean matches(SpanView span) {
    return (spanNames == null || spanNames.matches(span.name()))
        && (spanKinds == null || matchesKind(spanKinds, span.kind()))
        && attributes.matches(span.attributes());
  }

  boolean matches(LogRecordView log) {
    return (logBodies == null || matchesBody(logBodies, log.body()))
        && (severityTexts == null || severityTexts.matches(log.severityText()))
        && (severity == null || severity.matches(log.severityNumber()))
        && attributes.matches(log.attributes());
  }

  boolean matches(MetricView metric) {
    return metricNames == null || metricNames.matches(metric.name());
  }

  private static boolean matchesService(TextMatcher services, ResourceView resource) {
    AnyValueView name = resource.attributes().find(SERVICE_NAME);
    return services.matches(name == null ? NO_SERVICE_NAME : ValueText.of(name));
  }

  private static boolean matchesBody(TextMatcher bodies, AnyValueView body) {
    return body.isString() ? bodies.matches(body.string()) : bodies.matches(ValueText.of(body));
  }

  private static boolean matchesKind(boolean[] kinds, int kind) {
    return kind >= 0 && kind < kinds.length && kinds[kind];
  }

  private static @Nullable TextMatcher texts(@Nullable MatchType type, List<String> texts) {
    return type == null || texts.isEmpty() ? null : TextMatcher.of(type, texts);
  }

  private static boolean @Nullable [] kinds(@Nullable TextMatcher matcher) {
    if (matcher == null) {
      return null;
    }
    boolean[] kinds = new boolean[SPAN_KINDS.length];
    for (int kind = 0; kind < kinds.length; kind++) {
      kinds[kind] = matcher.matches(SPAN_KINDS[kind]);
    }
    return kinds;
  }

  private static ScopeTest test(@Nullable MatchType type, ScopeCondition scope) {
    MatchType given = type == null ? MatchType.STRICT : type;
    String version = scope.version();
    return new ScopeTest(
        TextMatcher.of(given, List.of(scope.name())),
        version == null ? null : TextMatcher.of(given, List.of(version)));
  }
}
