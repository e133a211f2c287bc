package dev.weir.ottl.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map in objects. Not safe for threads while it changes.
public final class DecodedMap implements MapValue {
  private final Map<String, @Nullable Object> entries;

  public DecodedMap() {
    this(new LinkedHashMap<>());
  }

  /// A map with these entries: a map that keeps an order, and that the caller gives away.
  public DecodedMap(Map<String, @Nullable Object> entries) {
    this.entries = entries;
  }

  /// A map with a copy of these entries.
  public static DecodedMap of(Map<String, ? extends @Nullable Object> entries) {
    return new DecodedMap(new LinkedHashMap<>(entries));
  }

  /// The entries themselves; a change here is a change of the map.
  public Map<String, @Nullable Object> entries() {
    return entries;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean contains(Key key) {
    return entries.containsKey(key.text());
  }

  @Override
  public @Nullable Object get(Key key) {
    return entries.get(key.text());
  }

  @Override
  public @Nullable Object get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(Key key, @Nullable Object value) {
    put(key.text(), value);
  }

  @Override
  public void put(String key, @Nullable Object value) {
    entries.put(key, Values.storable(value));
  }

  @Override
  public boolean remove(Key key) {
    return remove(key.text());
  }

  @Override
  public boolean remove(String key) {
    boolean present = entries.containsKey(key);
    entries.remove(key);
    return present;
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public Cursor cursor() {
    return new EntryCursor();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecodedMap map && Values.equal(this, map);
  }

  @Override
  public int hashCode() {
    return entries.keySet().hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  /// Goes over the keys as they were when it was made.
  private final class EntryCursor implements Cursor {
    private final String[] keys = entries.keySet().toArray(new String[0]);
    private int at = -1;

    @Override
    public boolean next() {
      do {
        at++;
      } while (at < keys.length && !entries.containsKey(keys[at]));
      return at < keys.length;
    }

    @Override
    public String key() {
      return keys[at];
    }

    @Override
    public @Nullable Object value() {
      return entries.get(keys[at]);
    }

    @Override
    public void replace(@Nullable Object value) {
      put(keys[at], value);
    }

    @Override
    public void rename(String key) {
      LinkedHashMap<String, @Nullable Object> before = new LinkedHashMap<>(entries);
      entries.clear();
      for (Map.Entry<String, @Nullable Object> entry : before.entrySet()) {
        boolean current = entry.getKey().equals(keys[at]);
        if (current || !entry.getKey().equals(key)) {
          entries.put(current ? key : entry.getKey(), entry.getValue());
        }
      }
      keys[at] = key;
    }

    @Override
    public void remove() {
      entries.remove(keys[at]);
    }
  }
}
