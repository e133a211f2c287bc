package dev.weir.otlp.edit;

import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One message that is being changed: its fields can be set, removed and added, and it can be read
/// as it is by now.
///
/// Fields keep their order; a new field comes last, a new attribute behind the other attributes.
/// Values are written as given, defaults too. Setting what is already there changes nothing. Which
/// fields exclude each other (`oneof`) is not known here: remove the others before setting one.
///
/// Inside, the message is a [FieldList].
public sealed class MessageEdit permits ItemEdit {
  private final FieldList fields = new FieldList();
  private ProtoWriter settled = new ProtoWriter();
  private ProtoWriter spare = new ProtoWriter();
  private @Nullable AttributesEdit attributes;
  private @Nullable MessageEdit nested;

  /// An edit of nothing, until [#open] shows it a message.
  public MessageEdit() {}

  /// Starts over with the message between two offsets of an array, which is not written to.
  public final void open(byte[] buffer, int from, int to) {
    show(buffer, from, to);
  }

  /// Points a view at the message as it is by now. The view is valid until the next change.
  public final <V extends MessageView> V read(V view) {
    settle();
    view.wrap(fields.source(), fields.from(), fields.length());
    return view;
  }

  /// The array that holds the message as it is by now, until the next change.
  public final byte[] buffer() {
    settle();
    return fields.source();
  }

  public final int offset() {
    settle();
    return fields.from();
  }

  public final int length() {
    return fields.length();
  }

  /// Whether anything was changed.
  public final boolean isChanged() {
    return fields.isChanged();
  }

  /// The attributes, or map entries, that are field `number`, which is below 16.
  public final AttributesEdit attributes(int number) {
    if (attributes == null) {
      attributes = new AttributesEdit(fields);
    }
    return attributes.over(number);
  }

  /// Sets a field to a varint: integers that are not fixed, enums, booleans.
  public final void varint(int number, long value) {
    int start = fields.made().size();
    fields.made().uint64(number, value);
    fields.replaceAll(number, start);
  }

  /// Sets a `fixed64` or `sfixed64` field, or a double by its bits.
  public final void fixed64(int number, long value) {
    int start = fields.made().size();
    fields.made().fixed64(number, value);
    fields.replaceAll(number, start);
  }

  public final void float64(int number, double value) {
    fixed64(number, Double.doubleToRawLongBits(value));
  }

  public final void fixed32(int number, int value) {
    int start = fields.made().size();
    fields.made().fixed32(number, value);
    fields.replaceAll(number, start);
  }

  /// Sets a string, bytes or message field.
  public final void bytes(int number, byte[] buffer, int offset, int length) {
    int start = fields.made().size();
    fields.made().bytes(number, buffer, offset, length);
    fields.replaceAll(number, start);
  }

  /// Sets a string, bytes or message field.
  public final void bytes(int number, byte[] value) {
    bytes(number, value, 0, value.length);
  }

  /// Sets a field that holds an `AnyValue`, such as the body of a log record.
  public final void anyValue(int number, EncodedValue value) {
    bytes(number, value.buffer(), value.offset(), value.length());
  }

  /// Adds a string, bytes or message to a repeated field, behind the others.
  public final void add(int number, byte[] buffer, int offset, int length) {
    int start = fields.made().size();
    fields.made().bytes(number, buffer, offset, length);
    fields.insertMade(fields.lastIndexOf(number) + 1, number, start);
  }

  /// Removes all occurrences of a field.
  public final void remove(int number) {
    fields.removeAll(number);
  }

  /// Changes a nested message that occurs once, such as the status of a span. If it is missing, the
  /// edit starts with an empty one.
  public final void message(int number, Consumer<MessageEdit> edit) {
    if (nested == null) {
      nested = new MessageEdit();
    }
    MessageEdit child = nested;
    showNested(child, number);
    edit.accept(child);
    if (child.isChanged()) {
      int start = fields.made().size();
      fields.made().tag(number, FieldCursor.BYTES);
      child.writeWithLength(fields.made());
      fields.replaceAll(number, start);
    }
  }

  final void show(byte[] buffer, int from, int to) {
    fields.show(buffer, from, to);
  }

  /// Writes the length of the message and then the message as it is by now.
  public final void writeWithLength(ProtoWriter out) {
    out.varint(fields.length());
    fields.write(out);
  }

  private void showNested(MessageEdit child, int number) {
    int parts = 0;
    ProtoWriter merged = new ProtoWriter();
    child.show(fields.source(), fields.from(), fields.from());
    int count = fields.count();
    for (int i = 0; i < count; i++) {
      if (fields.number(i) == number) {
        byte[] buffer = fields.bufferOf(i);
        int value = fields.valueOffset(i);
        int end = fields.endOffset(i);
        merged.raw(buffer, value, end - value);
        child.show(buffer, value, end);
        parts++;
      }
    }
    if (parts > 1) {
      child.show(merged.buffer(), 0, merged.size());
    }
  }

  /// Writes the changes down, so that the message lies in one piece again.
  private void settle() {
    if (!fields.isPending()) {
      return;
    }
    fields.write(spare.reset());
    ProtoWriter written = spare;
    spare = settled;
    settled = written;
    fields.settle(written.buffer(), 0, written.size());
  }
}
