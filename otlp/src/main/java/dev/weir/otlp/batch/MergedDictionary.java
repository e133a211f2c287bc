package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The dictionary of several requests. What they share stands in it once.
final class MergedDictionary {
  private final Map<DictionaryTable, Table> tables = new EnumMap<>(DictionaryTable.class);
  private final ProtoWriter scratch = new ProtoWriter();

  MergedDictionary() {
    for (DictionaryTable table : DictionaryTable.values()) {
      tables.put(table, new Table());
    }
  }

  /// Takes the dictionary of a request, and tells how its indices change.
  Reindexing add(RequestDictionary dictionary) {
    Reindexing reindexing = new Reindexing();
    for (DictionaryTable table : DictionaryTable.values()) {
      List<ByteRange> entries = dictionary.entries(table);
      int[] indices = new int[entries.size()];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = i == 0 ? zero(table, entries.get(0)) : add(table, entries.get(i), reindexing);
      }
      reindexing.set(table, indices);
    }
    return reindexing;
  }

  /// The first entry of every table is the zero value, however it is written.
  private int zero(DictionaryTable name, ByteRange entry) {
    Table table = table(name);
    if (table.size == 0) {
      table.add(name, new Key(entry.toByteArray()));
    }
    return 0;
  }

  private int add(DictionaryTable name, ByteRange entry, Reindexing reindexing) {
    scratch.reset();
    if (name == DictionaryTable.STRING) {
      scratch.raw(entry.buffer(), entry.offset(), entry.length());
    } else {
      reindexing.rewrite(ProfileShape.of(name), entry, scratch);
    }
    return table(name).add(name, new Key(scratch.toByteArray()));
  }

  private Table table(DictionaryTable name) {
    return Objects.requireNonNull(tables.get(name));
  }

  /// Writes the fields of the dictionary.
  void write(ProtoWriter out) {
    for (Table table : tables.values()) {
      out.raw(table.fields.buffer(), 0, table.fields.size());
    }
  }

  /// The entries of one kind, as fields of the dictionary.
  private static final class Table {
    final ProtoWriter fields = new ProtoWriter();
    final Map<Key, Integer> indices = new HashMap<>();
    int size;

    int add(DictionaryTable name, Key entry) {
      Integer known = indices.putIfAbsent(entry, size);
      if (known != null) {
        return known;
      }
      fields.bytes(name.field, entry.bytes);
      return size++;
    }
  }

  /// The bytes of an entry.
  private static final class Key {
    final byte[] bytes;

    Key(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
