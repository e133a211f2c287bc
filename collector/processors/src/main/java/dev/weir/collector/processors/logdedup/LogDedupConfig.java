package dev.weir.collector.processors.logdedup;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the user writes under `logdedup:`.
///
/// @param interval how often what was collected is handed on
/// @param logCountAttribute the attribute that says how many records one stands for
/// @param timezone of the times in the attributes, such as `Europe/Berlin`
/// @param excludeFields what does not count when records are compared, and is removed
/// @param includeFields what alone counts when records are compared
/// @param conditions of which a record has to fulfil one to be compared; all are when there are
///   none
public record LogDedupConfig(
    Duration interval,
    String logCountAttribute,
    String timezone,
    List<String> excludeFields,
    List<String> includeFields,
    List<String> conditions)
    implements ComponentConfig {

  public static LogDedupConfig defaults() {
    return new LogDedupConfig(
        Duration.ofSeconds(10), "log_count", "UTC", List.of(), List.of(), List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (!interval.isPositive()) {
      problems.add("interval", interval, "more than 0");
    }
    if (logCountAttribute.isEmpty()) {
      problems.add("log_count_attribute", logCountAttribute, "the name of an attribute");
    }
    try {
      Timestamps.zone(timezone);
    } catch (DateTimeException e) {
      problems.add("timezone", timezone, "a name such as UTC or Europe/Berlin");
    }
    if (!excludeFields.isEmpty() && !includeFields.isEmpty()) {
      problems.add("include_fields", "cannot define both exclude_fields and include_fields");
    }
    validateFields(problems, "exclude_fields", excludeFields);
    validateFields(problems, "include_fields", includeFields);
    if (!includeFields.isEmpty() && includeFields.contains("attributes")) {
      problems.add("include_fields", "attributes", "one of them, such as attributes.id");
    }
    Conditions.validate(conditions, problems);
  }

  private static void validateFields(Problems problems, String setting, List<String> fields) {
    Set<String> known = new HashSet<>();
    for (String field : fields) {
      if (field.equals("body")) {
        problems.add(setting, field, "a part of the body, such as body.time");
      } else if (!field.equals("attributes") && !field.matches("(body|attributes)\\..+")) {
        problems.add(setting, field, "a field of body or attributes, such as attributes.id");
      } else if (!known.add(field)) {
        problems.add(setting, field, "each field once");
      }
    }
  }
}
