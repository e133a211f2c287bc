package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;

/// The value of a label as a text.
final class LabelText {
  private LabelText() {}

  static String of(AnyValueView value) {
    return value.isString() ? value.stringValue() : ValueText.of(value);
  }
}
