package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation, as the user writes it.
///
/// @param label the label to work on
/// @param newLabel the label to add, or what it is renamed to
/// @param labelValue the value whose points are dropped
/// @param newValue the value to add, or what values become
/// @param labelSet the labels that stay
/// @param aggregatedValues the values that become one
/// @param experimentalScale what values are multiplied by
/// @param valueActions values to rename
public record OperationConfig(
    @Nullable OperationAction action,
    String label,
    String newLabel,
    String labelValue,
    String newValue,
    List<String> labelSet,
    List<String> aggregatedValues,
    @Nullable AggregationType aggregationType,
    double experimentalScale,
    List<ValueAction> valueActions)
    implements ComponentConfig {

  public static OperationConfig defaults() {
    return new OperationConfig(null, "", "", "", "", List.of(), List.of(), null, 0, List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (action == null) {
      problems.add(
          "action",
          null,
          "add_label, update_label, delete_label_value, toggle_scalar_data_type,"
              + " experimental_scale_value, aggregate_labels or aggregate_label_values");
      return;
    }
    switch (action) {
      case ADD_LABEL -> {
        require(problems, "new_label", newLabel.isEmpty());
        require(problems, "new_value", newValue.isEmpty());
      }
      case UPDATE_LABEL -> require(problems, "label", label.isEmpty());
      case EXPERIMENTAL_SCALE_VALUE ->
          require(problems, "experimental_scale", experimentalScale == 0);
      case AGGREGATE_LABELS, AGGREGATE_LABEL_VALUES -> {
        if (aggregationType == null) {
          problems.warn(
              "aggregation_type", "without it the first of the points that become alike stays");
        }
      }
      case DELETE_LABEL_VALUE, TOGGLE_SCALAR_DATA_TYPE -> {}
    }
  }

  private void require(Problems problems, String key, boolean isMissing) {
    if (isMissing) {
      problems.add(
          key,
          "missing required field \"%s\" while \"action\" is %s"
              .formatted(key, String.valueOf(action).toLowerCase(java.util.Locale.ROOT)));
    }
  }
}
