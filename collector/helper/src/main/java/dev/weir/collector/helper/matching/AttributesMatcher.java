package dev.weir.collector.helper.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.collector.helper.values.ValueEquality;
import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether all of several attributes are there and have the values that a user gave.
final class AttributesMatcher {
  private final Condition[] conditions;

  AttributesMatcher(@Nullable MatchType type, List<AttributeCondition> conditions) {
    this.conditions =
        conditions.stream()
            .map(given -> new Condition(given.key().getBytes(UTF_8), test(type, given.value())))
            .toArray(Condition[]::new);
  }

  boolean matches(AttributesView attributes) {
    for (Condition condition : conditions) {
      AnyValueView value = attributes.find(condition.key);
      if (value == null || !condition.test.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  private static ValueTest test(@Nullable MatchType type, @Nullable Object wanted) {
    if (wanted == null) {
      return _ -> true;
    }
    if (type == MatchType.REGEXP) {
      TextMatcher matcher = TextMatcher.of(MatchType.REGEXP, List.of(String.valueOf(wanted)));
      return value -> matchesText(matcher, value);
    }
    if (wanted instanceof String text) {
      byte[] utf8 = text.getBytes(UTF_8);
      return value -> value.stringEquals(utf8);
    }
    ConfiguredValue constant = ConfiguredValue.of(wanted);
    return value -> ValueEquality.equal(new AnyValueView().wrap(constant), value);
  }

  private static boolean matchesText(TextMatcher matcher, AnyValueView value) {
    return switch (value.kind()) {
      case STRING -> matcher.matches(value.string());
      case BOOL, INT -> matcher.matches(ValueText.of(value));
      case DOUBLE -> matcher.matches(ValueText.plainNumber(value.doubleValue()));
      case EMPTY, ARRAY, KEY_VALUE_LIST, BYTES, STRING_INDEX -> false;
    };
  }

  @FunctionalInterface
  private interface ValueTest {
    boolean accepts(AnyValueView value);
  }

  private static final class Condition {
    final byte[] key;
    final ValueTest test;

    Condition(byte[] key, ValueTest test) {
      this.key = key;
      this.test = test;
    }
  }
}
