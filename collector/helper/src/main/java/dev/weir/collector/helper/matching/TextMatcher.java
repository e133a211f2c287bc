package dev.weir.collector.helper.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.BytesView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a text is one of those that a user gave. May be used by many threads.
public sealed interface TextMatcher permits StrictMatcher, RegexpMatcher {

  /// For texts that are to be compared as `type` says; they are valid.
  static TextMatcher of(MatchType type, List<String> texts) {
    return switch (type) {
      case STRICT -> new StrictMatcher(texts);
      case REGEXP -> new RegexpMatcher(texts);
    };
  }

  /// For one regular expression; null for an empty one.
  static @Nullable TextMatcher ofPattern(String pattern) {
    return pattern.isEmpty() ? null : new RegexpMatcher(List.of(pattern));
  }

  /// Whether the text, given as UTF-8, is one of them.
  boolean matches(BytesView utf8);

  default boolean matches(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return matches(new BytesView().wrap(utf8, 0, utf8.length));
  }
}
