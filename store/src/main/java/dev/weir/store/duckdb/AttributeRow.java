package dev.weir.store.duckdb;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.store.items.Values;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One set of attributes as a map from numbers of keys to texts, in the shape that the appender
/// wants, used again for every set. Attributes with a column of their own stand beside it.
final class AttributeRow extends AbstractMap<Integer, String> {
  private final Catalogue catalogue;
  private Integer[] keys = new Integer[64];
  private @Nullable String[] values = new String[64];
  private int size;

  final @Nullable String[] texts;
  final long[] numbers;
  final boolean[] hasNumber;

  AttributeRow(Catalogue catalogue, int promoted) {
    this.catalogue = catalogue;
    texts = new String[promoted];
    numbers = new long[promoted];
    hasNumber = new boolean[promoted];
  }

  /// Takes these attributes instead of those before.
  AttributeRow fill(Scope scope, AttributesView attributes) {
    size = 0;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = null;
      hasNumber[i] = false;
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

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Entry<Integer, String>> entrySet() {
    return new Entries();
  }

  private void take(KeyEntry entry, AnyValueView value) {
    switch (value.kind()) {
      case EMPTY, STRING_INDEX -> {
        // an empty value is as none, but hides duplicates
      }
      case STRING -> take(entry, AttributeKey.Type.TEXT, value.stringValue());
      case INT -> takeInt(entry, value.intValue());
      case DOUBLE -> take(entry, AttributeKey.Type.REAL, Double.toString(value.doubleValue()));
      case BOOL -> take(entry, AttributeKey.Type.BOOL, value.boolValue() ? "true" : "false");
      case ARRAY, KEY_VALUE_LIST, BYTES -> take(entry, AttributeKey.Type.JSON, Values.json(value));
    }
  }

  private void takeInt(KeyEntry entry, long number) {
    String text = Long.toString(number);
    if (entry.promotedType == AttributeKey.Type.INT) {
      catalogue.stats(entry, AttributeKey.Type.INT).add(text);
      numbers[entry.promoted] = number;
      hasNumber[entry.promoted] = true;
    } else {
      take(entry, AttributeKey.Type.INT, text);
    }
  }

  private void take(KeyEntry entry, AttributeKey.Type type, String text) {
    KeyStats stats = catalogue.stats(entry, type);
    stats.add(text);
    if (entry.promotedType == type) {
      texts[entry.promoted] = text;
      return;
    }
    if (size == keys.length) {
      grow();
    }
    keys[size] = stats.boxedId;
    values[size++] = text;
  }

  private void grow() {
    keys = java.util.Arrays.copyOf(keys, size * 2);
    values = java.util.Arrays.copyOf(values, size * 2);
  }

  /// The entries, the same object again and again.
  private final class Entries extends AbstractSet<Entry<Integer, String>> {
    @Override
    public int size() {
      return size;
    }

    @Override
    public Iterator<Entry<Integer, String>> iterator() {
      return new EntryIterator();
    }
  }

  private final class EntryIterator
      implements Iterator<Map.Entry<Integer, String>>, Map.Entry<Integer, String> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<Integer, String> next() {
      if (next == size) {
        throw new NoSuchElementException();
      }
      next++;
      return this;
    }

    @Override
    public Integer getKey() {
      return keys[next - 1];
    }

    @Override
    public String getValue() {
      String value = values[next - 1];
      return value == null ? "" : value;
    }

    @Override
    public String setValue(String value) {
      throw new UnsupportedOperationException();
    }
  }
}
