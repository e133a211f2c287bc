package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.helper.matching.TextMatcher;
import dev.weir.collector.helper.values.ValueText;
import dev.weir.collector.processors.redaction.Summary.Outcome;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.function.UnaryOperator;

/// Redacts the attributes of items of one batch, by one thread.
final class AttributesRedaction {
  private static final BytesView NOTHING = new BytesView();

  private final Redaction rules;
  private final TextMatcher urlAttributes;
  private final UnaryOperator<String> mask;
  private final Summary summary;
  private final AnyValueWriter value = new AnyValueWriter();

  AttributesRedaction(Redaction rules, UnaryOperator<String> mask, Summary summary) {
    this.rules = rules;
    this.mask = mask;
    this.summary = summary;
    urlAttributes = TextMatcher.of(MatchType.STRICT, rules.url.attributes());
  }

  void redact(AttributesEdit attributes) {
    String system = rules.db.isOn() ? DbSanitizer.system(attributes) : "";
    summary.reset();
    while (attributes.next()) {
      redactCurrent(attributes, system);
    }
    summary.tell(attributes, false);
  }

  private void redactCurrent(AttributesEdit attributes, String system) {
    KeyRules.Verdict verdict = rules.keys.of(attributes.key());
    switch (verdict) {
      case IGNORE -> note(Outcome.IGNORED, attributes);
      case REDACT -> {
        note(Outcome.REDACTED, attributes);
        attributes.remove();
      }
      case MASK, CHECK -> redactValue(attributes, verdict == KeyRules.Verdict.MASK, system);
    }
  }

  private void redactValue(AttributesEdit attributes, boolean masks, String system) {
    AnyValueView current = attributes.value();
    boolean isText = current.isString() || !rules.allTypes;
    String converted = isText ? "" : ValueText.of(current);
    BytesView text = current.isString() ? current.string() : isText ? NOTHING : view(converted);
    if (rules.values.isAllowed(text)) {
      note(Outcome.ALLOWED, attributes);
    } else if (masks) {
      note(Outcome.MASKED, attributes);
      attributes.replace(value.string(ValueRules.maskAll(text.toString(), mask)));
    } else {
      boolean blocked = rules.values.isBlocked(text);
      boolean sanitizes =
          (rules.urls && urlAttributes.matches(attributes.key()))
              || rules.db.looksAt(attributes.key());
      if (blocked || sanitizes) {
        change(attributes, text.toString(), sanitizes, system);
      }
    }
  }

  private void change(AttributesEdit attributes, String text, boolean sanitizes, String system) {
    String changed = rules.values.maskBlocked(text, mask);
    if (sanitizes) {
      if (rules.urls && urlAttributes.matches(attributes.key())) {
        changed = UrlSanitizer.sanitize(changed);
      }
      changed = rules.db.attribute(changed, attributes.key().toString(), system);
    }
    if (!changed.equals(text)) {
      note(Outcome.MASKED, attributes);
      attributes.replace(value.string(changed));
    }
  }

  private void note(Outcome outcome, AttributesEdit attributes) {
    summary.add(outcome, summary.namesKeys() ? attributes.key().toString() : "");
  }

  private static BytesView view(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return new BytesView().wrap(utf8, 0, utf8.length);
  }
}
