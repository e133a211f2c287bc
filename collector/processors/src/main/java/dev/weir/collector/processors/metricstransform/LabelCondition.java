package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import java.util.List;

/// What the value of a label must be. A label that is missing has an empty value. May be used by
/// many threads.
final class LabelCondition {
  private final byte[] label;
  private final TextMatcher value;

  LabelCondition(String label, String value, MatchType type) {
    this.label = label.getBytes(UTF_8);
    this.value = TextMatcher.of(type, List.of(value));
  }

  boolean matches(AttributesView attributes) {
    AnyValueView found = attributes.find(label);
    if (found == null) {
      return value.matches("");
    }
    return found.isString() ? value.matches(found.string()) : value.matches(ValueText.of(found));
  }
}
