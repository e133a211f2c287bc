package dev.weir.collector.helper.matching;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.values.ConfiguredValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the texts of a section against its match type.
record MatchConfigCheck(Problems problems, @Nullable MatchType matchType) {

  void texts(String key, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      text(key + "::" + i, texts.get(i));
    }
  }

  void attributes(String key, List<AttributeCondition> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      AttributeCondition condition = conditions.get(i);
      String path = key + "::" + i;
      if (condition.key().isEmpty()) {
        problems.add(path + "::key", "can't have empty key in the list of attributes");
      }
      if (condition.value() != null) {
        value(path + "::value", condition, condition.value());
      }
    }
  }

  void scopes(String key, List<ScopeCondition> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      ScopeCondition condition = conditions.get(i);
      text(key + "::" + i + "::name", condition.name());
      if (condition.version() != null) {
        text(key + "::" + i + "::version", condition.version());
      }
    }
  }

  private void value(String path, AttributeCondition condition, Object value) {
    if (matchType != MatchType.REGEXP) {
      try {
        ConfiguredValue.of(value);
      } catch (IllegalArgumentException e) {
        problems.add(path, String.valueOf(e.getMessage()));
      }
    } else if (value instanceof String text) {
      text(path, text);
    } else {
      problems.add(
          path,
          value,
          "a string, since match_type=regexp for \""
              + condition.key()
              + "\" only supports strings");
    }
  }

  private void text(String path, String text) {
    if (matchType == MatchType.REGEXP) {
      try {
        Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        problems.add(path, text, "a regular expression in RE2's syntax; " + e.getMessage());
      }
    }
  }
}
