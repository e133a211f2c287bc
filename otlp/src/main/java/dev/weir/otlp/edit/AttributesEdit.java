package dev.weir.otlp.edit;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.KeyValueView;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The attributes of one message while they are changed; changes are seen at once.
///
/// Keys are compared byte by byte. Should a key occur more than once, the first occurrence is the
/// one that is read and changed, and the others go when it is written or deleted: what was masked
/// or deleted must not live on in a second copy.
///
/// Reading one after the other goes with `while (attributes.next())`, and the current one may be
/// replaced, renamed or removed meanwhile. New attributes come behind all others, and are reached
/// too.
public final class AttributesEdit {
  private static final int NONE = -1;

  private final FieldList message;
  private final KeyValueView candidate = new KeyValueView();
  private final KeyValueView entry = new KeyValueView();
  private final AnyValueView found = new AnyValueView();
  private @Nullable MessageEdit nested;
  private AttributesWriter writer;
  private int number;
  private int current = NONE;

  AttributesEdit(FieldList message) {
    this.message = message;
    writer = new AttributesWriter(message.made(), 0);
  }

  AttributesEdit over(int number) {
    if (this.number != number) {
      this.number = number;
      writer = new AttributesWriter(message.made(), number);
    }
    current = NONE;
    return this;
  }

  /// Moves to the next attribute, or returns false behind the last.
  public boolean next() {
    int count = message.count();
    while (++current < count) {
      if (message.number(current) == number) {
        show(current, entry);
        return true;
      }
    }
    current = NONE;
    return false;
  }

  /// The key of the current attribute.
  public BytesView key() {
    return entry.key();
  }

  /// The value of the current attribute.
  public AnyValueView value() {
    return entry.value();
  }

  /// Gives the current attribute another value.
  public void replace(EncodedValue value) {
    write(current, entry, value);
    show(current, entry);
  }

  /// Gives the current attribute another key. Another attribute of that key is not looked for.
  public void rename(byte[] utf8Key) {
    EncodedValue value = entry.value();
    replaceBy(current, utf8Key, 0, utf8Key.length, value);
    show(current, entry);
  }

  /// Removes the current attribute.
  public void remove() {
    message.removeAt(current);
  }

  /// How many attributes there are.
  public int size() {
    int size = 0;
    for (int i = message.count() - 1; i >= 0; i--) {
      if (message.number(i) == number) {
        size++;
      }
    }
    return size;
  }

  /// The value under `utf8Key`, or null. It is valid until the next change or search.
  public @Nullable AnyValueView find(byte[] utf8Key) {
    int index = indexOf(utf8Key, 0);
    return index == NONE ? null : show(index, candidate).value(found);
  }

  public boolean contains(byte[] utf8Key) {
    return indexOf(utf8Key, 0) != NONE;
  }

  /// Adds an attribute, or returns false and changes nothing if there is one under `utf8Key`.
  public boolean insert(byte[] utf8Key, EncodedValue value) {
    if (indexOf(utf8Key, 0) != NONE) {
      return false;
    }
    append(utf8Key, value);
    return true;
  }

  /// Replaces the value under `utf8Key`, or returns false and changes nothing if there is none.
  public boolean update(byte[] utf8Key, EncodedValue value) {
    int index = indexOf(utf8Key, 0);
    if (index == NONE) {
      return false;
    }
    write(index, show(index, candidate), value);
    deleteFrom(index + 1, utf8Key);
    return true;
  }

  /// Replaces the value under `utf8Key`, or adds an attribute.
  public void upsert(byte[] utf8Key, EncodedValue value) {
    if (!update(utf8Key, value)) {
      append(utf8Key, value);
    }
  }

  /// Removes what stands under `utf8Key`; false if there is nothing.
  public boolean delete(byte[] utf8Key) {
    return deleteFrom(0, utf8Key);
  }

  /// Gives an attribute another key, in its place; what stood under the new key goes. Returns false
  /// and changes nothing if there is no attribute under the old one.
  public boolean rename(byte[] utf8Key, byte[] newUtf8Key) {
    int index = indexOf(utf8Key, 0);
    if (index == NONE) {
      return false;
    }
    if (Arrays.equals(utf8Key, newUtf8Key)) {
      return true;
    }
    AnyValueView value = show(index, candidate).value(found);
    deleteFrom(0, newUtf8Key);
    replaceBy(index, newUtf8Key, 0, newUtf8Key.length, value);
    deleteFrom(index + 1, utf8Key);
    return true;
  }

  /// Changes the value under `utf8Key` as the `AnyValue` message it is, to reach into maps and
  /// arrays; false if there is none.
  public boolean edit(byte[] utf8Key, Consumer<MessageEdit> edit) {
    AnyValueView value = find(utf8Key);
    if (value == null) {
      return false;
    }
    if (nested == null) {
      nested = new MessageEdit();
    }
    MessageEdit child = nested;
    child.show(value.buffer(), value.offset(), value.offset() + value.length());
    edit.accept(child);
    if (child.isChanged()) {
      update(utf8Key, found.wrap(child.buffer(), child.offset(), child.length()));
    }
    return true;
  }

  /// Removes all attributes.
  public void clear() {
    message.removeAll(number);
  }

  private int indexOf(byte[] utf8Key, int from) {
    return message.indexOfKey(number, utf8Key, from);
  }

  private boolean deleteFrom(int index, byte[] utf8Key) {
    boolean any = false;
    for (int i = indexOf(utf8Key, index); i != NONE; i = indexOf(utf8Key, i + 1)) {
      message.removeAt(i);
      any = true;
    }
    return any;
  }

  private KeyValueView show(int index, KeyValueView view) {
    int offset = message.valueOffset(index);
    return view.wrap(message.bufferOf(index), offset, message.endOffset(index) - offset);
  }

  private void append(byte[] utf8Key, EncodedValue value) {
    int start = message.made().size();
    writer.put(utf8Key, 0, utf8Key.length, value);
    int index = message.count();
    for (int i = index - 1; i >= 0; i--) {
      if (message.number(i) == number) {
        index = i + 1;
        break;
      }
    }
    message.insertMade(index, number, start);
  }

  private void write(int index, KeyValueView attribute, EncodedValue value) {
    BytesView key = attribute.key();
    replaceBy(index, key.buffer(), key.offset(), key.length(), value);
  }

  private void replaceBy(int index, byte[] buffer, int offset, int length, EncodedValue value) {
    int start = message.made().size();
    writer.put(buffer, offset, length, value);
    message.replaceMade(index, start);
  }
}
