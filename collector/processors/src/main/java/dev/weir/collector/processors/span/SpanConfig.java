package dev.weir.collector.processors.span;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchConfig;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user writes under `span:`.
///
/// @param include the spans to work on; all when absent
/// @param exclude of those, the spans to leave alone
/// @param name how to make the name of attributes, or attributes of the name
/// @param status what status to give; none when absent
public record SpanConfig(
    @OffWhenEmpty @Nullable MatchConfig include,
    @OffWhenEmpty @Nullable MatchConfig exclude,
    Name name,
    @OffWhenEmpty @Nullable Status status)
    implements ComponentConfig {

  /// What is done with the name.
  ///
  /// @param fromAttributes the attributes whose values are the new name; none when empty
  /// @param separator what stands between them
  /// @param toAttributes what to take out of the name; nothing when absent
  public record Name(
      List<String> fromAttributes,
      String separator,
      @OffWhenEmpty @Nullable ToAttributes toAttributes)
      implements ComponentConfig {

    public static Name defaults() {
      return new Name(List.of(), "", null);
    }
  }

  /// What is taken out of the name.
  ///
  /// @param rules regular expressions whose named groups become attributes
  /// @param breakAfterMatch whether the first that matches is the last
  /// @param keepOriginalName whether the name stays as it is
  public record ToAttributes(List<String> rules, boolean breakAfterMatch, boolean keepOriginalName)
      implements ComponentConfig {

    public static ToAttributes defaults() {
      return new ToAttributes(List.of(), false, false);
    }

    @Override
    public void validate(Problems problems) {
      for (int i = 0; i < rules.size(); i++) {
        validateRule(problems, "rules::" + i, rules.get(i));
      }
    }

    private static void validateRule(Problems problems, String setting, String rule) {
      try {
        Pattern pattern = Pattern.compile(rule);
        if (pattern.namedGroups().size() < pattern.groupCount()) {
          problems.add(setting, rule, "a name for every group, such as (?P<name>.*)");
        }
      } catch (PatternSyntaxException e) {
        problems.add(setting, rule, "a regular expression in RE2's syntax; " + e.getMessage());
      }
    }
  }

  /// A status to give.
  ///
  /// @param code `Ok`, `Error` or `Unset`
  /// @param description only for `Error`
  public record Status(String code, String description) implements ComponentConfig {
    private static final Set<String> CODES = Set.of("Ok", "Error", "Unset");

    public static Status defaults() {
      return new Status("", "");
    }

    @Override
    public void validate(Problems problems) {
      if (!CODES.contains(code)) {
        problems.add("code", code, "Ok, Error or Unset");
      } else if (!description.isEmpty() && !code.equals("Error")) {
        problems.add("description", description, "none unless code is Error");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    boolean takes = name.toAttributes != null && !name.toAttributes.rules.isEmpty();
    if (name.fromAttributes.isEmpty() && !takes && status == null) {
      problems.add(
          "name",
          "either \"from_attributes\" or \"to_attributes\" must be specified in \"name\", or"
              + " \"status\" must be specified");
    }
  }
}
