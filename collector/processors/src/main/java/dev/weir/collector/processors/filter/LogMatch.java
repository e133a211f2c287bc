package dev.weir.collector.processors.filter;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.AttributeCondition;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.SeverityCondition;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Log records to include or exclude.
///
/// @param matchType how texts are compared
public record LogMatch(
    @Nullable MatchType matchType,
    List<AttributeCondition> resourceAttributes,
    List<AttributeCondition> recordAttributes,
    List<String> severityTexts,
    @Nullable Severity severityNumber,
    List<String> bodies)
    implements ComponentConfig {

  private static final List<String> NAMES =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  /// How severe a record has to be.
  ///
  /// @param min a name such as `INFO` or `warn2`, or its number
  /// @param matchUndefined whether a record without severity number matches
  public record Severity(String min, boolean matchUndefined) implements ComponentConfig {
    public static Severity defaults() {
      return new Severity("", false);
    }

    @Override
    public void validate(Problems problems) {
      if (!min.isEmpty() && number() == 0) {
        problems.add("min", min, "a severity such as INFO or WARN2, or 1 to 24");
      }
    }

    int number() {
      String upper = min.toUpperCase(Locale.ROOT);
      return IntStream.rangeClosed(1, 24)
          .filter(number -> upper.equals(name(number)) || upper.equals(Integer.toString(number)))
          .findFirst()
          .orElse(0);
    }

    private static String name(int number) {
      int step = (number - 1) % 4;
      return NAMES.get((number - 1) / 4) + (step == 0 ? "" : step + 1);
    }
  }

  public static LogMatch defaults() {
    return new LogMatch(null, List.of(), List.of(), List.of(), null, List.of());
  }

  @Override
  public void validate(Problems problems) {
    MatchConfig match = match();
    if (match != null) {
      match.validate(problems);
      match.validate("", Signal.LOGS, problems);
    }
  }

  /// Null if it matches by nothing.
  @Nullable MatchConfig match() {
    if (resourceAttributes.isEmpty()
        && recordAttributes.isEmpty()
        && severityTexts.isEmpty()
        && bodies.isEmpty()
        && severityNumber == null) {
      return null;
    }
    return new MatchConfig(
        matchType,
        null,
        List.of(),
        List.of(),
        List.of(),
        bodies,
        severityTexts,
        severityNumber == null
            ? null
            : new SeverityCondition(severityNumber.number(), severityNumber.matchUndefined()),
        List.of(),
        recordAttributes,
        resourceAttributes,
        List.of());
  }
}
