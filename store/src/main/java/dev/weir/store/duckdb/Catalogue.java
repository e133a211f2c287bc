package dev.weir.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.Signal;
import dev.weir.otlp.common.BytesView;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The attribute keys of a slice. Rows name keys by number, one for each key and type, so that a
/// column of the map is small, quick to compare, and knows its type.
///
/// One thread adds, any may read.
final class Catalogue {
  /// Keys beyond that are not indexed: someone writes values as keys.
  static final int MAX_KEYS = 20_000;

  /// A key that one item in so many has gets a slot: one that is rarer takes more room there.
  private static final int MIN_SHARE = 20;

  private final List<Promoted> promoted;
  private final Scope slotScope;
  private final int slots;
  private final Map<Scope, ByteKeys<KeyEntry>> byBytes = new EnumMap<>(Scope.class);
  private final Map<Name, KeyEntry> byName = new ConcurrentHashMap<>();
  private final Map<Integer, KeyEntry> byId = new ConcurrentHashMap<>();
  private final AtomicInteger nextId = new AtomicInteger(1);
  private int nextSlot;
  private long seen;

  Catalogue(Signal signal, int version) {
    promoted = Schema.promoted(signal);
    slotScope = Schema.slotScope(signal);
    slots = Schema.slots(signal, version);
  }

  /// Whether slots are still to be given to keys, which is possible before any is known.
  boolean isOpen() {
    return slots > 0 && byName.isEmpty();
  }

  /// Gives slots to the keys that are frequent elsewhere, among so many items: in the slice before,
  /// or in the first request.
  void giveSlots(Catalogue elsewhere, long items) {
    elsewhere.byName.values().stream()
        .filter(entry -> entry.scope == slotScope)
        .flatMap(entry -> entry.all().stream().map(stats -> new Known(entry, stats)))
        .filter(known -> known.stats().count() * MIN_SHARE >= Math.max(1, items))
        .filter(known -> known.entry().promotedType != known.stats().type)
        .sorted(Comparator.comparingLong((Known known) -> known.stats().count()).reversed())
        .limit(slots)
        .forEach(known -> {
          byte[] key = known.entry().key.getBytes(UTF_8);
          KeyEntry entry = enter(slotScope, new BytesView().wrap(key, 0, key.length), mark());
          if (entry != null) {
            put(entry, known.stats().type, nextSlot++);
          }
        });
  }

  /// Columns that the slice gives to attributes of its own choice.
  int slots() {
    return slots;
  }

  /// Any key of the scope in the slice, or null.
  @Nullable KeyEntry find(Scope scope, String key) {
    return byName.get(new Name(scope, key));
  }

  /// The key of a number in the map.
  @Nullable KeyEntry find(int id) {
    return byId.get(id);
  }

  Collection<KeyEntry> keys() {
    return byName.values();
  }

  /// A mark for one set of attributes, by which [#enter] tells duplicates.
  long mark() {
    return ++seen;
  }

  /// The entry of a key, made if it is new; null if the set has it already, or there are too many
  /// keys.
  @Nullable KeyEntry enter(Scope scope, BytesView key, long mark) {
    ByteKeys<KeyEntry> keys = byBytes.computeIfAbsent(scope, _ -> new ByteKeys<>());
    KeyEntry entry = keys.find(key.buffer(), key.offset(), key.length());
    if (entry == null) {
      entry = byName.size() < MAX_KEYS ? add(scope, key.toString()) : null;
      if (entry == null) {
        return null;
      }
      keys.put(key.buffer(), key.offset(), key.length(), entry);
    }
    if (entry.seen == mark) {
      return null;
    }
    entry.seen = mark;
    return entry;
  }

  /// The statistics of a type of a key, made if they are new.
  KeyStats stats(KeyEntry entry, AttributeKey.Type type) {
    KeyStats stats = entry.stats(type);
    return stats == null ? put(entry, type, -1) : stats;
  }

  void write(DataOutputStream out, int version) throws IOException {
    List<KeyEntry> entries = List.copyOf(byName.values());
    out.writeInt(entries.size());
    for (KeyEntry entry : entries) {
      out.writeUTF(entry.scope.name());
      byte[] key = entry.key.getBytes(UTF_8);
      out.writeInt(key.length);
      out.write(key);
      for (AttributeKey.Type type : AttributeKey.Type.values()) {
        KeyStats stats = entry.stats(type);
        out.writeBoolean(stats != null);
        if (stats != null) {
          stats.write(out, version);
        }
      }
    }
  }

  void read(DataInputStream in, int version) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      Scope scope = Scope.valueOf(in.readUTF());
      byte[] key = in.readNBytes(in.readInt());
      KeyEntry entry = add(scope, new String(key, UTF_8));
      byBytes.computeIfAbsent(scope, _ -> new ByteKeys<>()).put(key, 0, key.length, entry);
      for (int type = 0; type < TypeCodes.COUNT; type++) {
        if (in.readBoolean()) {
          KeyStats stats = KeyStats.read(in, version);
          nextSlot = Math.max(nextSlot, stats.slot + 1);
          nextId.accumulateAndGet(stats.id + 1, Math::max);
          byId.put(stats.id, entry);
          entry.put(stats);
        }
      }
    }
  }

  private KeyStats put(KeyEntry entry, AttributeKey.Type type, int slot) {
    KeyStats stats = new KeyStats(nextId.getAndIncrement(), type, slot);
    byId.put(stats.id, entry);
    entry.put(stats);
    return stats;
  }

  private KeyEntry add(Scope scope, String key) {
    int column = -1;
    for (int i = 0; i < promoted.size(); i++) {
      if (promoted.get(i).scope() == scope && promoted.get(i).key().equals(key)) {
        column = i;
      }
    }
    KeyEntry entry =
        new KeyEntry(scope, key, column, column < 0 ? null : promoted.get(column).type());
    byName.put(new Name(scope, key), entry);
    return entry;
  }

  /// A type of a key.
  private record Known(KeyEntry entry, KeyStats stats) {}

  /// A key in its scope.
  private record Name(Scope scope, String key) {}

  /// An attribute with a column of its own.
  record Promoted(Scope scope, String key, AttributeKey.Type type, String column) {}
}
