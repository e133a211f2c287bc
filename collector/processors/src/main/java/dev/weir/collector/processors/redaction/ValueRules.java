package dev.weir.collector.processors.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.common.BytesView;
import java.util.function.UnaryOperator;

/// What is kept and what is masked in a value. Immutable.
final class ValueRules {
  private static final Pattern EVERYTHING = Pattern.compile(".*");

  private final Pattern[] blocked;
  private final TextMatcher anyBlocked;
  private final TextMatcher allowed;
  private final MaskFunction function;
  private final String key;

  ValueRules(RedactionConfig config) {
    blocked = config.blockedValues().stream().map(Pattern::compile).toArray(Pattern[]::new);
    anyBlocked = TextMatcher.of(MatchType.REGEXP, config.blockedValues());
    allowed = TextMatcher.of(MatchType.REGEXP, config.allowedValues());
    MaskFunction named = MaskFunction.named(config.hashFunction());
    function = named == null ? MaskFunction.STARS : named;
    key = config.hmacKey().reveal();
  }

  boolean isAllowed(BytesView text) {
    return allowed.matches(text);
  }

  boolean isAllowed(String text) {
    return allowed.matches(text);
  }

  /// Whether something in the text is to be masked.
  boolean isBlocked(BytesView text) {
    return anyBlocked.matches(text);
  }

  /// What masks, for one thread.
  UnaryOperator<String> mask() {
    return function.with(key);
  }

  /// Masks what the patterns find, one pattern after the other.
  String maskBlocked(String text, UnaryOperator<String> mask) {
    String masked = text;
    for (Pattern pattern : blocked) {
      masked = replaceAll(pattern, masked, mask);
    }
    return masked;
  }

  /// Masks each line.
  static String maskAll(String text, UnaryOperator<String> mask) {
    return replaceAll(EVERYTHING, text, mask);
  }

  /// Replaces every match, but no empty one right behind another.
  private static String replaceAll(Pattern pattern, String text, UnaryOperator<String> mask) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    int lastEnd = -1;
    do {
      if (matcher.end() > matcher.start() || matcher.start() != lastEnd) {
        replaced.append(text, copied, matcher.start()).append(mask.apply(matcher.group()));
        copied = matcher.end();
      }
      lastEnd = matcher.end();
    } while (matcher.find());
    return replaced.append(text, copied, text.length()).toString();
  }
}
