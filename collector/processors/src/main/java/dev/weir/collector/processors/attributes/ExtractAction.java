package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.AttributesEdit;

/// `extract`: sets an attribute for each named group of a pattern that is found in a string.
final class ExtractAction implements AttributeAction {
  private final byte[] key;
  private final Pattern pattern;

  /// The keys to set, in the order of the groups.
  private final byte[][] targets;

  ExtractAction(ActionConfig config) {
    key = config.key().getBytes(UTF_8);
    pattern = Pattern.compile(config.pattern());
    targets = new byte[pattern.groupCount()][];
    pattern.namedGroups().forEach((name, group) -> targets[group - 1] = name.getBytes(UTF_8));
  }

  @Override
  public AttributeActions.Run on(RequestInfo request) {
    return this::extract;
  }

  private void extract(AttributesEdit attributes) {
    AnyValueView value = attributes.find(key);
    if (value == null || !value.isString()) {
      return;
    }
    Matcher matcher = pattern.matcher(value.stringValue());
    if (!matcher.find()) {
      return;
    }
    for (int i = 0; i < targets.length; i++) {
      String part = matcher.group(i + 1);
      attributes.upsert(targets[i], ConfiguredValue.of(part == null ? "" : part));
    }
  }
}
