package dev.weir.collector.processors.attributes;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.values.ConfiguredValue;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One action, as the user writes it.
///
/// @param key the attribute to act on
/// @param value the value to set
/// @param defaultValue the value to set where the source has none
/// @param pattern a regular expression in RE2's syntax: found in keys by `delete` and `hash`, in
///   the value by `extract`
/// @param fromAttribute the attribute whose value to set
/// @param fromContext what of the request to set: `metadata.` and a header, `auth.` and what an
///   authenticator learned, `client.address`, or just a header
/// @param convertedType the type that `convert` gives
public record ActionConfig(
    String key,
    @Nullable Object value,
    @Nullable Object defaultValue,
    String pattern,
    String fromAttribute,
    String fromContext,
    @Nullable ConvertedType convertedType,
    @Nullable ActionType action)
    implements ComponentConfig {

  public static ActionConfig defaults() {
    return new ActionConfig("", null, null, "", "", "", null, null);
  }

  @Override
  public void validate(Problems problems) {
    if (action == null) {
      problems.add("action", null, "insert, update, upsert, delete, hash, extract or convert");
      return;
    }
    switch (action) {
      case INSERT, UPDATE, UPSERT -> validateSource(problems);
      case DELETE, HASH -> {
        unused(problems, "value", value != null);
        unused(problems, "from_attribute", !fromAttribute.isEmpty());
      }
      case EXTRACT, CONVERT -> {
        unused(problems, "value", value != null);
        unused(problems, "from_attribute", !fromAttribute.isEmpty());
        unused(problems, "from_context", !fromContext.isEmpty());
      }
    }
    validateKey(problems);
    validatePattern(problems);
    validateConvertedType(problems);
  }

  private void validateKey(Problems problems) {
    boolean patternWillDo = action == ActionType.DELETE || action == ActionType.HASH;
    if (key.isEmpty() && !patternWillDo) {
      problems.add("key", "missing required field \"key\"");
    } else if (key.isEmpty() && pattern.isEmpty()) {
      problems.add(
          "", "missing required field (at least one of \"key\" and \"pattern\" have to be used)");
    }
  }

  private void validateSource(Problems problems) {
    long sources =
        Stream.of(value != null, !fromAttribute.isEmpty(), !fromContext.isEmpty())
            .filter(given -> given)
            .count();
    if (sources > 1) {
      problems.add(
          "", "multiple value sources (expected: one of value, from_attribute, from_context)");
    } else if (sources == 0 && defaultValue == null) {
      problems.add(
          "",
          "Either field \"value\", \"from_attribute\", \"from_context\", or \"default_value\" must"
              + " be specified");
    }
    validateValue(problems, "value", value);
    validateValue(problems, "default_value", defaultValue);
  }

  private static void validateValue(Problems problems, String setting, @Nullable Object value) {
    try {
      ConfiguredValue.of(value);
    } catch (IllegalArgumentException e) {
      problems.add(setting, String.valueOf(e.getMessage()));
    }
  }

  private void validatePattern(Problems problems) {
    boolean used = action == ActionType.DELETE || action == ActionType.HASH;
    if (action == ActionType.EXTRACT) {
      if (pattern.isEmpty()) {
        problems.add("pattern", "missing required field \"pattern\" for action \"extract\"");
      }
      used = true;
    }
    unused(problems, "pattern", !used && !pattern.isEmpty());
    if (used && !pattern.isEmpty()) {
      validateExpression(problems);
    }
  }

  private void validateExpression(Problems problems) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      if (action == ActionType.EXTRACT) {
        validateGroups(problems, compiled);
      }
    } catch (PatternSyntaxException e) {
      problems.add("pattern", pattern, "a regular expression in RE2's syntax; " + e.getMessage());
    }
  }

  private void validateGroups(Problems problems, Pattern compiled) {
    if (compiled.groupCount() == 0) {
      problems.add("pattern", pattern, "at least one named group, such as (?P<name>.*)");
    } else if (compiled.namedGroups().size() < compiled.groupCount()) {
      problems.add("pattern", pattern, "a name for every group, such as (?P<name>.*)");
    }
  }

  private void validateConvertedType(Problems problems) {
    if (action != ActionType.CONVERT) {
      unused(problems, "converted_type", convertedType != null);
    } else if (convertedType == null) {
      problems.add("converted_type", null, "int, double or string");
    }
  }

  private void unused(Problems problems, String setting, boolean given) {
    if (given) {
      problems.add(
          setting,
          "Action \""
              + String.valueOf(action).toLowerCase(Locale.ROOT)
              + "\" does not use the \""
              + setting
              + "\" field. This must not be specified");
    }
  }
}
