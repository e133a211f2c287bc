package dev.weir.collector.processors.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// New names of attributes, looked up by the old ones. Immutable.
final class Renames {
  private final @Nullable Entry[] table;
  private final boolean empty;

  /// One name, and what it becomes.
  ///
  /// @param keep whether the old name stays
  /// @param between further names that it gets, which it had on the way
  record Rename(String from, String to, boolean keep, List<String> between) {
    Rename(String from, String to, boolean keep) {
      this(from, to, keep, List.of());
    }
  }

  private static final class Entry {
    final byte[] from;
    final byte[] to;
    final byte[][] between;
    final boolean keep;

    Entry(Rename rename) {
      from = rename.from().getBytes(UTF_8);
      to = rename.to().getBytes(UTF_8);
      between = rename.between().stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
      keep = rename.keep();
    }
  }

  /// Of several with one old name the first counts.
  Renames(Collection<Rename> renames) {
    table = new Entry[Integer.highestOneBit(renames.size() * 3 + 1) * 2];
    empty = renames.isEmpty();
    for (Rename rename : renames) {
      Entry entry = new Entry(rename);
      BytesView key = new BytesView().wrap(entry.from, 0, entry.from.length);
      if (find(key) == null) {
        table[slot(key)] = entry;
      }
    }
  }

  boolean isEmpty() {
    return empty;
  }

  /// Renames what has an old name, unless there is an attribute of the new name already.
  void apply(AttributesEdit attributes, AnyValueView scratch) {
    while (!empty && attributes.next()) {
      Entry entry = find(attributes.key());
      if (entry == null || attributes.contains(entry.to)) {
        continue;
      }
      for (byte[] name : entry.between) {
        if (!attributes.contains(name)) {
          attributes.insert(name, scratch.wrap(attributes.value()));
        }
      }
      if (entry.keep) {
        attributes.insert(entry.to, scratch.wrap(attributes.value()));
      } else {
        attributes.rename(entry.to);
      }
    }
  }

  private @Nullable Entry find(BytesView key) {
    return table[slot(key)];
  }

  /// Where the entry of a key is, or the free place where it belongs.
  private int slot(BytesView key) {
    byte[] buffer = key.buffer();
    int hash = 0;
    for (int i = key.offset(); i < key.offset() + key.length(); i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (table.length - 1);
    for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
      if (key.contentEquals(entry.from)) {
        return slot;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
