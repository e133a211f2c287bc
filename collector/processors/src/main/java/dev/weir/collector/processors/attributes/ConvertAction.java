package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `convert`: gives a value another type, or leaves it when it cannot be converted.
final class ConvertAction implements AttributeAction {
  private final byte[] key;
  private final ConvertedType type;

  ConvertAction(ActionConfig config) {
    key = config.key().getBytes(UTF_8);
    type = Objects.requireNonNull(config.convertedType());
  }

  @Override
  public AttributeActions.Run on(RequestInfo request) {
    return this::convert;
  }

  private void convert(AttributesEdit attributes) {
    AnyValueView value = attributes.find(key);
    if (value == null) {
      return;
    }
    Object converted =
        switch (type) {
          case INT -> toInt(value);
          case DOUBLE -> toDouble(value);
          case STRING -> Conversion.toText(value);
        };
    if (converted != null) {
      attributes.update(key, ConfiguredValue.of(converted));
    }
  }

  private static @Nullable Object toInt(AnyValueView value) {
    return switch (value.kind()) {
      case DOUBLE -> (long) value.doubleValue();
      case BOOL -> value.boolValue() ? 1L : 0L;
      case STRING -> Conversion.parseInt(value.stringValue());
      case EMPTY, INT, ARRAY, KEY_VALUE_LIST, BYTES, STRING_INDEX -> null;
    };
  }

  private static @Nullable Object toDouble(AnyValueView value) {
    return switch (value.kind()) {
      case INT -> (double) value.intValue();
      case BOOL -> value.boolValue() ? 1.0 : 0.0;
      case STRING -> Conversion.parseDouble(value.stringValue());
      case EMPTY, DOUBLE, ARRAY, KEY_VALUE_LIST, BYTES, STRING_INDEX -> null;
    };
  }
}
