package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.wire.FieldCursor;
import java.util.ArrayList;
import java.util.List;

/// One message of a profile's dictionary, read field by field.
final class Entry {
  private final byte[] buffer;
  private final int offset;
  private final int length;

  private Entry(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /// The messages of one field among the fields that lie in `length` bytes from `offset`.
  static List<Entry> all(byte[] buffer, int offset, int length, int number) {
    List<Entry> entries = new ArrayList<>();
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == number) {
        entries.add(new Entry(buffer, fields.valueOffset(), fields.valueLength()));
      }
    }
    return entries;
  }

  List<Entry> messages(int number) {
    return all(buffer, offset, length, number);
  }

  /// A varint, 0 when it is absent.
  long number(int number) {
    List<Long> numbers = numbers(number);
    return numbers.isEmpty() ? 0 : numbers.getLast();
  }

  /// Varints, packed or not.
  List<Long> numbers(int number) {
    List<Long> numbers = new ArrayList<>();
    FieldCursor fields = fields();
    while (fields.next()) {
      if (fields.number() != number) {
        continue;
      }
      int at = fields.valueOffset();
      do {
        if (at < fields.endOffset()) {
          numbers.add(FieldCursor.varintAt(buffer, at));
        }
        while (at < fields.endOffset() && buffer[at++] < 0) {}
      } while (at < fields.endOffset());
    }
    return numbers;
  }

  /// An id, empty when it is absent.
  BytesView bytes(int number) {
    BytesView bytes = new BytesView();
    FieldCursor fields = fields();
    while (fields.next()) {
      if (fields.number() == number) {
        bytes.wrap(buffer, fields.valueOffset(), fields.valueLength());
      }
    }
    return bytes;
  }

  AnyValueView value(int number) {
    BytesView bytes = bytes(number);
    return new AnyValueView().wrap(bytes.buffer(), bytes.offset(), bytes.length());
  }

  private FieldCursor fields() {
    return new FieldCursor().wrap(buffer, offset, length);
  }
}
