package dev.weir.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.store.items.Values;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import java.util.Arrays;

/// One set of attributes as a map from numbers of keys to texts, used again for every set.
/// Attributes with a column of their own stand beside it.
final class AttributeRow {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final Catalogue catalogue;
  private final Text[] promoted;
  private final long[] numbers;
  private final Text[] slots;
  private int[] keys = new int[64];
  private Text[] values = texts(64);
  private int size;

  /// @param promoted how many attributes have columns in every slice
  AttributeRow(Catalogue catalogue, int promoted) {
    this.catalogue = catalogue;
    this.promoted = texts(promoted);
    numbers = new long[promoted];
    slots = texts(catalogue.slots());
  }

  /// Takes these attributes instead of those before.
  AttributeRow fill(Scope scope, AttributesView attributes) {
    size = 0;
    for (Text text : promoted) {
      text.kind = Kind.NONE;
    }
    for (Text text : slots) {
      text.kind = Kind.NONE;
    }
    long mark = catalogue.mark();
    while (attributes.next()) {
      KeyEntry entry = catalogue.enter(scope, attributes.key(), mark);
      if (entry != null) {
        take(entry, attributes.value());
      }
    }
    return this;
  }

  /// Entries of the map.
  int size() {
    return size;
  }

  int key(int index) {
    return keys[index];
  }

  Text value(int index) {
    return values[index];
  }

  /// Writes the columns of attributes that have some.
  void columns(RowAppender row) {
    for (int i = 0; i < promoted.length; i++) {
      Text text = promoted[i];
      switch (text.kind) {
        case NONE -> row.appendNull();
        case TEXT -> row.append(text.buffer, text.offset, text.length);
        case NUMBER -> row.append(numbers[i]);
      }
    }
    for (Text text : slots) {
      if (text.kind == Kind.NONE) {
        row.appendNull();
      } else {
        row.append(text.buffer, text.offset, text.length);
      }
    }
  }

  private void take(KeyEntry entry, AnyValueView value) {
    switch (value.kind()) {
      case EMPTY, STRING_INDEX -> {
        // an empty value is as none, but hides duplicates
      }
      case STRING -> {
        BytesView text = value.string();
        take(entry, AttributeKey.Type.TEXT, text.buffer(), text.offset(), text.length());
      }
      case INT -> takeInt(entry, value.intValue());
      case DOUBLE -> take(entry, AttributeKey.Type.REAL, Double.toString(value.doubleValue()));
      case BOOL -> {
        byte[] text = value.boolValue() ? TRUE : FALSE;
        take(entry, AttributeKey.Type.BOOL, text, 0, text.length);
      }
      case ARRAY, KEY_VALUE_LIST, BYTES -> take(entry, AttributeKey.Type.JSON, Values.json(value));
    }
  }

  private void takeInt(KeyEntry entry, long number) {
    take(entry, AttributeKey.Type.INT, Long.toString(number));
    if (entry.promotedType == AttributeKey.Type.INT) {
      numbers[entry.promoted] = number;
      promoted[entry.promoted].kind = Kind.NUMBER;
    }
  }

  private void take(KeyEntry entry, AttributeKey.Type type, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    take(entry, type, utf8, 0, utf8.length);
  }

  private void take(KeyEntry entry, AttributeKey.Type type, byte[] buffer, int offset, int length) {
    KeyStats stats = catalogue.stats(entry, type);
    stats.add(buffer, offset, length);
    if (entry.promotedType == type) {
      promoted[entry.promoted].set(buffer, offset, length);
      return;
    }
    if (stats.slot >= 0) {
      slots[stats.slot].set(buffer, offset, length);
      return;
    }
    if (size == keys.length) {
      grow();
    }
    keys[size] = stats.id;
    values[size++].set(buffer, offset, length);
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    Text[] more = texts(size * 2);
    System.arraycopy(values, 0, more, 0, size);
    values = more;
  }

  private static Text[] texts(int count) {
    Text[] texts = new Text[count];
    Arrays.setAll(texts, _ -> new Text());
    return texts;
  }

  /// What stands in the column of an attribute.
  private enum Kind {
    NONE,
    TEXT,
    NUMBER
  }

  /// A text in the bytes of the request, or in bytes of its own.
  static final class Text {
    private Kind kind = Kind.NONE;
    byte[] buffer = {};
    int offset;
    int length;

    private void set(byte[] buffer, int offset, int length) {
      kind = Kind.TEXT;
      this.buffer = buffer;
      this.offset = offset;
      this.length = length;
    }
  }
}
