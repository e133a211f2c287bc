package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.MetricEdit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/// Renames a label, and values of it.
final class UpdateLabel implements Operation {
  private final byte[] label;
  private final byte[] newLabel;
  private final Map<String, EncodedValue> values = new HashMap<>();

  UpdateLabel(OperationConfig config, String version) {
    label = config.label().getBytes(UTF_8);
    newLabel = (config.newLabel().isEmpty() ? config.label() : config.newLabel()).getBytes(UTF_8);
    for (ValueAction action : config.valueActions()) {
      String newValue = action.newValue().replace(VERSION, version);
      values.put(action.value(), EncodedValue.of(newValue));
    }
  }

  @Override
  public boolean isForAllPoints() {
    return false;
  }

  @Override
  public void apply(MetricEdit metric, IntPredicate wanted, Drops drops) {
    int number = metric.attributesNumber();
    for (int i = 0; i < metric.points(); i++) {
      if (wanted.test(i)) {
        metric.editPoint(i, point -> update(point.attributes(number)));
      }
    }
  }

  private void update(AttributesEdit labels) {
    if (!labels.rename(label, newLabel) || values.isEmpty()) {
      return;
    }
    AnyValueView value = labels.find(newLabel);
    EncodedValue newValue = value == null ? null : values.get(LabelText.of(value));
    if (newValue != null) {
      labels.update(newLabel, newValue);
    }
  }
}
