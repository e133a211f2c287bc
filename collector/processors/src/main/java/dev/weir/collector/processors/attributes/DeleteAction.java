package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.edit.AttributesEdit;
import org.jspecify.annotations.Nullable;

/// `delete`: removes the attribute of a key, and those whose keys match a pattern.
final class DeleteAction implements AttributeAction {
  private final byte[] key;
  private final @Nullable TextMatcher keys;

  DeleteAction(ActionConfig config) {
    key = config.key().getBytes(UTF_8);
    keys = TextMatcher.ofPattern(config.pattern());
  }

  @Override
  public AttributeActions.Run on(RequestInfo request) {
    return this::delete;
  }

  private void delete(AttributesEdit attributes) {
    if (key.length > 0) {
      attributes.delete(key);
    }
    if (keys != null) {
      while (attributes.next()) {
        if (keys.matches(attributes.key())) {
          attributes.remove();
        }
      }
    }
  }
}
