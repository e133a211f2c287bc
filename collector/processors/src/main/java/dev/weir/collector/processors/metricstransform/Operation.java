package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.edit.MetricEdit;
import java.util.Set;
import java.util.function.IntPredicate;

/// One operation, ready to be done on metrics by many threads.
interface Operation {
  String VERSION = "{{version}}";

  /// Changes a metric.
  ///
  /// @param wanted which of its points to look at; all, if the operation is for all
  void apply(MetricEdit metric, IntPredicate wanted, Drops drops);

  /// Whether it concerns all points together, and is left out when only some are wanted.
  boolean isForAllPoints();

  /// What the user wrote, ready to be done.
  ///
  /// @param version what `{{version}}` stands for
  static Operation of(OperationConfig config, String version) {
    OperationAction action = config.action();
    if (action == null) {
      throw new IllegalArgumentException("an operation without an action");
    }
    String newValue = config.newValue().replace(VERSION, version);
    byte[] label = config.label().getBytes(UTF_8);
    return switch (action) {
      case ADD_LABEL -> new AddLabel(config.newLabel().getBytes(UTF_8), newValue);
      case UPDATE_LABEL -> new UpdateLabel(config, version);
      case DELETE_LABEL_VALUE -> new DeleteLabelValue(label, config.labelValue());
      case TOGGLE_SCALAR_DATA_TYPE -> new ToggleScalarType();
      case EXPERIMENTAL_SCALE_VALUE -> new ScaleValue(config.experimentalScale());
      case AGGREGATE_LABELS ->
          new AggregateLabels(Set.copyOf(config.labelSet()), config.aggregationType());
      case AGGREGATE_LABEL_VALUES ->
          new AggregateLabelValues(
              label, Set.copyOf(config.aggregatedValues()), newValue, config.aggregationType());
    };
  }
}
