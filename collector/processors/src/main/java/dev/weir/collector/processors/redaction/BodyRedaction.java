package dev.weir.collector.processors.redaction;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.collector.processors.redaction.Summary.Outcome;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.UnaryOperator;

/// Redacts bodies of log records: texts as a whole, maps and lists at every depth. For one thread.
///
/// A body is written anew while it is read, and takes the place of the old one if something
/// changed.
final class BodyRedaction {
  private static final int BODY = 5;
  private static final int ARRAY = 5;
  private static final int MAP = 6;
  private static final int ELEMENTS = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final Redaction rules;
  private final UnaryOperator<String> mask;
  private final Summary summary;
  private final LogRecordView log = new LogRecordView();
  private final AnyValueView body = new AnyValueView();
  private final AnyValueWriter text = new AnyValueWriter();
  private final ProtoWriter out = new ProtoWriter();
  private boolean changed;

  BodyRedaction(Redaction rules, UnaryOperator<String> mask, Summary summary) {
    this.rules = rules;
    this.mask = mask;
    this.summary = summary;
  }

  void redact(ItemEdit record) {
    body.wrap(record.read(log).body());
    if (body.isEmpty()) {
      return;
    }
    summary.reset();
    changed = false;
    write(body, "", out.reset());
    if (changed) {
      record.bytes(BODY, out.buffer(), 0, out.size());
    }
    summary.tell(record.attributes(), true);
  }

  /// Writes what a value becomes.
  ///
  /// @param path the keys and indexes that lead to it; empty for the body itself
  private void write(AnyValueView value, String path, ProtoWriter to) {
    switch (value.kind()) {
      case KEY_VALUE_LIST -> writeMap(value.map(), path, to);
      case ARRAY -> writeArray(value.array(), path, to);
      default -> writeText(value, path, to);
    }
  }

  private void writeMap(AttributesView entries, String path, ProtoWriter to) {
    int mark = to.beginMessage(MAP);
    while (entries.next()) {
      KeyRules.Verdict verdict = rules.keys.of(entries.key());
      if (verdict == KeyRules.Verdict.REDACT) {
        note(Outcome.REDACTED, below(path, entries.key().toString()));
        changed = true;
        continue;
      }
      int entry = to.beginMessage(ELEMENTS);
      to.bytes(KEY, entries.key().buffer(), entries.key().offset(), entries.key().length());
      int inner = to.beginMessage(VALUE);
      writeEntry(verdict, entries.value(), below(path, entries.key().toString()), to);
      to.endMessage(inner);
      to.endMessage(entry);
    }
    to.endMessage(mark);
  }

  private void writeEntry(
      KeyRules.Verdict verdict, AnyValueView value, String path, ProtoWriter to) {
    if (verdict == KeyRules.Verdict.IGNORE) {
      note(Outcome.IGNORED, path);
      copy(value, to);
    } else if (verdict == KeyRules.Verdict.MASK) {
      note(Outcome.MASKED, path);
      changed = true;
      copy(text.string(ValueRules.maskAll(value.stringValue(), mask)), to);
    } else {
      // The view of a nested map is used again at the next level, hence a view of its own.
      write(new AnyValueView().wrap(value), path, to);
    }
  }

  private void writeArray(ArrayValueView elements, String path, ProtoWriter to) {
    int mark = to.beginMessage(ARRAY);
    for (int i = 0; elements.next(); i++) {
      int element = to.beginMessage(ELEMENTS);
      write(new AnyValueView().wrap(elements.value()), below(path, "[" + i + "]"), to);
      to.endMessage(element);
    }
    to.endMessage(mark);
  }

  private void writeText(AnyValueView value, String path, ProtoWriter to) {
    String before = ValueText.of(value);
    if (rules.values.isAllowed(before)) {
      if (!path.isEmpty()) {
        note(Outcome.ALLOWED, path);
      }
      copy(value, to);
      return;
    }
    String after = sanitized(before);
    if (after.equals(before)) {
      copy(value, to);
      return;
    }
    note(Outcome.MASKED, path.isEmpty() ? "body" : path);
    changed = true;
    copy(text.string(after), to);
  }

  private String sanitized(String before) {
    String after = rules.values.maskBlocked(before, mask);
    if (rules.urls) {
      after = UrlSanitizer.sanitize(after);
    }
    return rules.db.isOn() ? rules.db.body(after) : after;
  }

  private void note(Outcome outcome, String path) {
    summary.add(outcome, path);
  }

  private static String below(String path, String part) {
    return path.isEmpty() ? part : path + "." + part;
  }

  private static void copy(EncodedValue value, ProtoWriter to) {
    to.raw(value.buffer(), value.offset(), value.length());
  }
}
