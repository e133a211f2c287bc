package dev.weir.collector.processors.logdedup;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes what makes a record the same as another, as bytes that are equal if and only if the
/// records are: maps in the order of their keys, everything with its kind and length. For one
/// thread.
final class Identity {
  private final List<FieldPath> only;
  private final AnyValueView field = new AnyValueView();

  /// @param only the fields that count, or none if all do
  Identity(List<FieldPath> only) {
    this.only = only;
  }

  void write(LogRecordView record, ProtoWriter out) {
    boolean any = false;
    for (int i = 0; i < only.size(); i++) {
      if (only.get(i).find(record, field)) {
        out.varint(i);
        value(field, out);
        any = true;
      }
    }
    if (any) {
      return;
    }
    out.varint(only.size());
    map(record.attributes(), out);
    value(record.body(), out);
    out.varint(record.severityNumber());
    bytes(record.severityText(), out);
  }

  static void map(AttributesView entries, ProtoWriter out) {
    List<byte[]> sorted = new ArrayList<>();
    ProtoWriter entry = new ProtoWriter(64);
    while (entries.next()) {
      entry.reset();
      bytes(entries.key(), entry);
      value(entries.value(), entry);
      sorted.add(entry.toByteArray());
    }
    sorted.sort(Arrays::compareUnsigned);
    out.varint(sorted.size());
    sorted.forEach(each -> out.raw(each, 0, each.length));
  }

  private static void value(AnyValueView value, ProtoWriter out) {
    switch (value.kind()) {
      case EMPTY -> out.varint(0);
      case KEY_VALUE_LIST -> {
        out.varint(1);
        map(new AnyValueView().wrap(value).map(), out);
      }
      case ARRAY -> {
        ArrayValueView elements = new AnyValueView().wrap(value).array();
        ProtoWriter inner = new ProtoWriter(64);
        while (elements.next()) {
          value(elements.value(), inner);
        }
        out.varint(2);
        out.varint(inner.size());
        out.raw(inner.buffer(), 0, inner.size());
      }
      default -> {
        out.varint(3);
        out.varint(value.length());
        out.raw(value.buffer(), value.offset(), value.length());
      }
    }
  }

  private static void bytes(BytesView bytes, ProtoWriter out) {
    out.varint(bytes.length());
    out.raw(bytes.buffer(), bytes.offset(), bytes.length());
  }
}
