package dev.weir.collector.processors.logdedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.logs.LogRecordView;
import java.util.ArrayList;
import java.util.List;

/// The way to a field of a log record: `body.time`, `attributes.user.id`. A dot that belongs to a
/// name has a backslash before it. Immutable.
final class FieldPath {
  private static final int BODY = 5;
  private static final int MAP = 6;
  private static final int ENTRIES = 1;

  private final boolean ofBody;

  /// The keys; none for all attributes.
  private final byte[][] keys;

  FieldPath(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
        part.append(text.charAt(++i));
      } else if (c == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    ofBody = parts.removeFirst().equals("body");
    keys = parts.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /// Moves `into` to the field; false if the record has none.
  boolean find(LogRecordView record, AnyValueView into) {
    int depth = 0;
    if (ofBody) {
      into.wrap(record.body());
    } else if (!record.attributes().find(keys[depth++], into)) {
      return false;
    }
    for (; depth < keys.length; depth++) {
      if (!into.member(keys[depth])) {
        return false;
      }
    }
    return true;
  }

  void remove(ItemEdit record) {
    if (ofBody) {
      record.message(BODY, body -> removeFromMap(body, 0));
    } else if (keys.length == 0) {
      record.attributes().clear();
    } else {
      remove(record.attributes(), 0);
    }
  }

  private void removeFromMap(MessageEdit value, int depth) {
    value.message(MAP, map -> remove(map.attributes(ENTRIES), depth));
  }

  private void remove(AttributesEdit entries, int depth) {
    if (depth == keys.length - 1) {
      entries.delete(keys[depth]);
    } else {
      entries.edit(keys[depth], value -> removeFromMap(value, depth + 1));
    }
  }
}
