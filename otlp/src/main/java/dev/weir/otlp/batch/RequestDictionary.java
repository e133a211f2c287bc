package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The tables of one request of profiles, read in place.
final class RequestDictionary {
  private static final int DICTIONARY = 2;

  private final Map<DictionaryTable, List<ByteRange>> tables = new EnumMap<>(DictionaryTable.class);
  private boolean hasUnknownTables;

  private RequestDictionary() {}

  static RequestDictionary of(ByteRange request) {
    RequestDictionary dictionary = new RequestDictionary();
    FieldCursor field = cursor(request);
    while (field.next()) {
      if (field.number() == DICTIONARY && field.wireType() == FieldCursor.BYTES) {
        dictionary.add(value(request, field));
      }
    }
    return dictionary;
  }

  List<ByteRange> entries(DictionaryTable table) {
    return tables.getOrDefault(table, List.of());
  }

  /// Whether the indices into it can be changed: every table is known, and begins with the zero
  /// value as specified, to which fields refer that are not there.
  boolean isMergeable() {
    return !hasUnknownTables
        && tables.entrySet().stream()
            .allMatch(each -> isZero(each.getKey(), each.getValue().get(0)));
  }

  private void add(ByteRange dictionary) {
    FieldCursor field = cursor(dictionary);
    while (field.next()) {
      DictionaryTable table = DictionaryTable.of(field.number());
      if (table == null || field.wireType() != FieldCursor.BYTES) {
        hasUnknownTables = true;
      } else {
        tables.computeIfAbsent(table, any -> new ArrayList<>()).add(value(dictionary, field));
      }
    }
  }

  /// Fields that are there may be zero, too, or messages that are empty.
  private static boolean isZero(DictionaryTable table, ByteRange entry) {
    if (table == DictionaryTable.STRING) {
      return entry.length() == 0;
    }
    FieldCursor field = cursor(entry);
    while (field.next()) {
      for (int at = field.valueOffset(); at < field.endOffset(); at++) {
        if (entry.buffer()[at] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static FieldCursor cursor(ByteRange message) {
    return new FieldCursor().wrap(message.buffer(), message.offset(), message.length());
  }

  private static ByteRange value(ByteRange message, FieldCursor field) {
    return new ByteRange(message.buffer(), field.valueOffset(), field.valueLength());
  }
}
