package dev.weir.collector.processors.cumulativetodelta;

import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.common.BytesView;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which metrics are converted. May be used by many threads.
final class MetricSelection {
  private final @Nullable TextMatcher included;
  private final @Nullable TextMatcher excluded;
  private final Set<ConvertedType> includedTypes;
  private final Set<ConvertedType> excludedTypes;

  MetricSelection(@Nullable MetricFilter include, @Nullable MetricFilter exclude) {
    included = names(include);
    excluded = names(exclude);
    includedTypes = types(include);
    excludedTypes = types(exclude);
  }

  boolean selects(BytesView name, ConvertedType type) {
    return (includedTypes.isEmpty() || includedTypes.contains(type))
        && !excludedTypes.contains(type)
        && (included == null || included.matches(name))
        && (excluded == null || !excluded.matches(name));
  }

  private static @Nullable TextMatcher names(@Nullable MetricFilter filter) {
    return filter == null || filter.metrics().isEmpty()
        ? null
        : TextMatcher.of(Objects.requireNonNull(filter.matchType()), filter.metrics());
  }

  private static Set<ConvertedType> types(@Nullable MetricFilter filter) {
    return filter == null ? Set.of() : Set.copyOf(filter.metricTypes());
  }
}
