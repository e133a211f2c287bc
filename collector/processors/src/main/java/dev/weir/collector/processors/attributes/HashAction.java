package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.AttributesEdit;
import org.jspecify.annotations.Nullable;

/// `hash`: replaces the value of a key, and of those whose keys match a pattern.
final class HashAction implements AttributeAction {
  private final byte[] key;
  private final @Nullable TextMatcher keys;

  HashAction(ActionConfig config) {
    key = config.key().getBytes(UTF_8);
    keys = TextMatcher.ofPattern(config.pattern());
  }

  @Override
  public AttributeActions.Run on(RequestInfo request) {
    ValueHash hash = new ValueHash();
    return attributes -> hash(attributes, hash);
  }

  private void hash(AttributesEdit attributes, ValueHash hash) {
    AnyValueView value = key.length == 0 ? null : attributes.find(key);
    if (value != null) {
      attributes.update(key, hash.of(value));
    }
    if (keys != null) {
      while (attributes.next()) {
        if (keys.matches(attributes.key())) {
          attributes.replace(hash.of(attributes.value()));
        }
      }
    }
  }
}
