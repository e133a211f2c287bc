package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.AttributesEdit;
import org.jspecify.annotations.Nullable;

/// `insert`, `update` and `upsert`: sets an attribute to a given value, to that of another
/// attribute, or to what the request says, or else to a default.
final class SetAction implements AttributeAction {
  private final Setter setter;
  private final byte[] key;
  private final @Nullable EncodedValue value;
  private final byte[] fromAttribute;
  private final @Nullable RequestValue fromContext;
  private final @Nullable EncodedValue defaultValue;

  @FunctionalInterface
  private interface Setter {
    void set(AttributesEdit attributes, byte[] key, EncodedValue value);
  }

  SetAction(ActionConfig config) {
    setter =
        config.action() == ActionType.INSERT
            ? AttributesEdit::insert
            : config.action() == ActionType.UPDATE
                ? AttributesEdit::update
                : AttributesEdit::upsert;
    key = config.key().getBytes(UTF_8);
    value = configured(config.value());
    fromAttribute = config.fromAttribute().getBytes(UTF_8);
    fromContext = config.fromContext().isEmpty() ? null : RequestValue.named(config.fromContext());
    defaultValue = configured(config.defaultValue());
  }

  @Override
  public AttributeActions.Run on(RequestInfo request) {
    return fromAttribute.length == 0 ? setting(constant(request)) : copying();
  }

  private @Nullable EncodedValue constant(RequestInfo request) {
    if (value != null) {
      return value;
    }
    String found = fromContext == null ? null : fromContext.of(request);
    return found == null ? defaultValue : ConfiguredValue.of(found);
  }

  private AttributeActions.Run setting(@Nullable EncodedValue constant) {
    return constant == null ? _ -> {} : attributes -> setter.set(attributes, key, constant);
  }

  private AttributeActions.Run copying() {
    AnyValueView copied = new AnyValueView();
    return attributes -> {
      AnyValueView found = attributes.find(fromAttribute);
      EncodedValue source = found == null ? defaultValue : copied.wrap(found);
      if (source != null) {
        setter.set(attributes, key, source);
      }
    };
  }

  private static @Nullable EncodedValue configured(@Nullable Object given) {
    return given == null ? null : ConfiguredValue.of(given);
  }
}
