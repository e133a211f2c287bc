package dev.weir.collector.processors.redaction;

import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.common.BytesView;
import java.util.ArrayList;
import java.util.List;

/// What is to be done with an attribute, as far as its key says. Immutable.
final class KeyRules {
  /// What this processor adds itself is never removed.
  private static final List<String> OWN =
      List.of(
          "redaction.redacted.keys",
          "redaction.redacted.count",
          "redaction.masked.keys",
          "redaction.masked.count",
          "redaction.allowed.keys",
          "redaction.allowed.count",
          "redaction.ignored.count");

  private final boolean allowsAll;
  private final TextMatcher allowed;
  private final TextMatcher ignored;
  private final TextMatcher ignoredPatterns;
  private final TextMatcher blocked;

  enum Verdict {
    /// It stays as it is.
    IGNORE,
    /// It goes.
    REDACT,
    /// Its value is masked.
    MASK,
    /// Its value decides.
    CHECK
  }

  KeyRules(RedactionConfig config) {
    List<String> allAllowed = new ArrayList<>(config.allowedKeys());
    allAllowed.addAll(OWN);
    allowsAll = config.allowAllKeys();
    allowed = TextMatcher.of(MatchType.STRICT, allAllowed);
    ignored = TextMatcher.of(MatchType.STRICT, config.ignoredKeys());
    ignoredPatterns = TextMatcher.of(MatchType.REGEXP, config.ignoredKeyPatterns());
    blocked = TextMatcher.of(MatchType.REGEXP, config.blockedKeyPatterns());
  }

  Verdict of(BytesView key) {
    if (ignored.matches(key) || ignoredPatterns.matches(key)) {
      return Verdict.IGNORE;
    }
    if (!allowsAll && !allowed.matches(key)) {
      return Verdict.REDACT;
    }
    return blocked.matches(key) ? Verdict.MASK : Verdict.CHECK;
  }
}
