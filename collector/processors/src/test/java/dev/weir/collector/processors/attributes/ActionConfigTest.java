package dev.weir.collector.processors.attributes;

import static dev.weir.collector.processors.attributes.Actions.action;
import static dev.weir.collector.processors.attributes.Actions.convert;
import static dev.weir.collector.processors.attributes.Actions.copy;
import static dev.weir.collector.processors.attributes.Actions.orElse;
import static dev.weir.collector.processors.attributes.Actions.pattern;
import static dev.weir.collector.processors.attributes.Actions.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestProblems;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionConfigTest {

  @Test
  void missingAction_isNamed() {
    assertThat(problems(ActionConfig.defaults()))
        .containsExactly(
            "action: null (expected: insert, update, upsert, delete, hash, extract or convert)");
  }

  @ParameterizedTest
  @EnumSource(ActionType.class)
  void missingKey_isNamed(ActionType type) {
    assertThat(problems(action(type, "")))
        .anyMatch(text -> text.contains("missing required field"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionType.class,
      names = {"DELETE", "HASH"})
  void pattern_isKeyEnough(ActionType type) {
    assertThat(problems(pattern(type, "", "^a"))).isEmpty();
    assertThat(problems(pattern(type, "", "["))).singleElement().asString().contains("RE2");
  }

  @ParameterizedTest
  @EnumSource(
      value = ActionType.class,
      names = {"INSERT", "UPDATE", "UPSERT"})
  void valueSources_haveToBeOne(ActionType type) {
    assertThat(problems(action(type, "k")))
        .containsExactly(
            "Either field \"value\", \"from_attribute\", \"from_context\", or \"default_value\""
                + " must be specified");
    assertThat(problems(new ActionConfig("k", 1, null, "", "other", "", null, type)))
        .containsExactly(
            "multiple value sources (expected: one of value, from_attribute, from_context)");
    assertThat(problems(orElse(copy(type, "k", "other"), 1))).isEmpty();
    assertThat(problems(orElse(action(type, "k"), 1))).isEmpty();
  }

  @Test
  void valueThatOtlpLacks_isNamed() {
    assertThat(problems(set(ActionType.INSERT, "k", Instant.EPOCH)))
        .singleElement()
        .asString()
        .startsWith("value: 1970-01-01T00:00:00Z (expected: ");
    assertThat(problems(orElse(copy(ActionType.INSERT, "k", "a"), Instant.EPOCH))).hasSize(1);
  }

  @Test
  void fieldsOfOtherActions_areNamed() {
    assertThat(problems(new ActionConfig("k", 1, null, "", "", "", null, ActionType.DELETE)))
        .containsExactly(
            "value: Action \"delete\" does not use the \"value\" field. This must not be specified");
    assertThat(
            problems(
                new ActionConfig("k", 1, null, "x", "", "", ConvertedType.INT, ActionType.UPSERT)))
        .hasSize(2);
    assertThat(
            problems(
                new ActionConfig("k", null, null, "(?P<a>b)", "", "h", null, ActionType.EXTRACT)))
        .hasSize(1);
  }

  @Test
  void extract_needsNamedGroups() {
    assertThat(problems(pattern(ActionType.EXTRACT, "k", "(?P<a>b)(?<c>d)"))).isEmpty();
    assertThat(problems(action(ActionType.EXTRACT, "k")))
        .containsExactly("pattern: missing required field \"pattern\" for action \"extract\"");
    assertThat(problems(pattern(ActionType.EXTRACT, "k", "abc")))
        .singleElement()
        .asString()
        .contains("at least one named group");
    assertThat(problems(pattern(ActionType.EXTRACT, "k", "(?P<a>b)(c)")))
        .singleElement()
        .asString()
        .contains("a name for every group");
  }

  @Test
  void convert_needsAType() {
    assertThat(problems(convert("k", ConvertedType.DOUBLE))).isEmpty();
    assertThat(problems(action(ActionType.CONVERT, "k")))
        .containsExactly("converted_type: null (expected: int, double or string)");
  }

  private static List<String> problems(ActionConfig config) {
    return TestProblems.of(config).messages();
  }
}
