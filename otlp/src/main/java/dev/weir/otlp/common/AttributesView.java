package dev.weir.otlp.common;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;
import org.jspecify.annotations.Nullable;

/// A list of attributes, or the entries of a map: looked up by key, or read one after the other
/// with `while (attributes.next())`. Looking up does not disturb the reading.
///
/// Keys are compared byte by byte, so they are prepared once as UTF-8. Of several attributes with
/// the same key the first is found.
public final class AttributesView {
  private final Occurrences entries = new Occurrences();
  private final KeyValueView entry = new KeyValueView();
  private @Nullable Search search;

  private byte[] buffer = {};
  private int from;
  private int limit;
  private int number;

  /// Puts this view before the first `KeyValue` of field `number`, which is below 16, among the
  /// fields between two offsets.
  public AttributesView over(byte[] buffer, int from, int limit, int number) {
    this.buffer = buffer;
    this.from = from;
    this.limit = limit;
    this.number = number;
    entries.over(buffer, from, limit, number);
    return this;
  }

  /// Moves to the next attribute, or returns false behind the last.
  public boolean next() {
    if (!entries.next()) {
      return false;
    }
    entry.wrap(entries.buffer(), entries.valueOffset(), entries.valueLength());
    return true;
  }

  /// The key of the current attribute.
  public BytesView key() {
    return entry.key();
  }

  public boolean keyEquals(byte[] utf8) {
    return entry.keyEquals(utf8);
  }

  /// The value of the current attribute.
  public AnyValueView value() {
    return entry.value();
  }

  /// The current attribute.
  public KeyValueView entry() {
    return entry;
  }

  /// The array in which the attributes lie.
  public byte[] buffer() {
    return buffer;
  }

  /// Where the first attribute begins, tag included.
  public int offset() {
    return from;
  }

  /// The bytes from the first attribute to the end of the last. Should other fields stand between
  /// them, these are counted in.
  public int length() {
    return limit - from;
  }

  /// The number of the field that the attributes are.
  public int number() {
    return number;
  }

  /// Starts over before the first.
  public AttributesView rewind() {
    entries.rewind();
    return this;
  }

  /// How many attributes there are.
  public int size() {
    Occurrences all = search().entries;
    all.over(buffer, from, limit, number);
    int size = 0;
    while (all.next()) {
      size++;
    }
    return size;
  }

  public boolean isEmpty() {
    Occurrences all = search().entries;
    all.over(buffer, from, limit, number);
    return !all.next();
  }

  /// The value under `utf8Key`, or null. It is valid until the next call of this method.
  public @Nullable AnyValueView find(byte[] utf8Key) {
    AnyValueView into = search().value;
    return find(utf8Key, into) ? into : null;
  }

  /// Points `into` at the value under `utf8Key`; or returns false and leaves it alone.
  public boolean find(byte[] utf8Key, AnyValueView into) {
    byte[] buffer = this.buffer;
    int limit = this.limit;
    int tag = number << 3 | FieldCursor.BYTES;
    int at = from;
    while (at < limit) {
      if (buffer[at] != tag) {
        at = Wire.skipField(buffer, at, limit);
        continue;
      }
      int entry = at + 2;
      int length = entry < limit ? buffer[at + 1] : -1;
      if (length < 0 || length > limit - entry) {
        entry = Wire.skipVarint(buffer, at + 1, limit);
        length = Wire.length(buffer, at + 1, entry, limit);
      }
      int end = entry + length;
      if (KeyValueView.keyEquals(buffer, entry, end, utf8Key)) {
        search().entry.wrap(buffer, entry, end - entry).value(into);
        return true;
      }
      at = end;
    }
    return false;
  }

  public boolean contains(byte[] utf8Key) {
    return find(utf8Key) != null;
  }

  /// Whether the value under `utf8Key` is a string of exactly these bytes.
  public boolean valueEquals(byte[] utf8Key, byte[] utf8Value) {
    AnyValueView value = find(utf8Key);
    return value != null && value.stringEquals(utf8Value);
  }

  /// The integer under `utf8Key`, or `otherwise` if it is missing or of another kind.
  public long intValue(byte[] utf8Key, long otherwise) {
    AnyValueView value = find(utf8Key);
    return value != null && value.kind() == AnyValueView.Kind.INT ? value.intValue() : otherwise;
  }

  /// The string under `utf8Key` as a new `String`, or null if it is missing or of another kind.
  public @Nullable String stringValue(byte[] utf8Key) {
    AnyValueView value = find(utf8Key);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private Search search() {
    if (search == null) {
      search = new Search();
    }
    return search;
  }

  /// What looking up needs beside the reading.
  private static final class Search {
    final Occurrences entries = new Occurrences();
    final KeyValueView entry = new KeyValueView();
    final AnyValueView value = new AnyValueView();
  }
}
