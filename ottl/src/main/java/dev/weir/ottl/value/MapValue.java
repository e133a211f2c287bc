package dev.weir.ottl.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map while a program reads and changes it: attributes in their item, read in place and changed
/// at once, or one that was decoded or made ([DecodedMap]).
///
/// Entries have an order; new ones come last. A key that occurs twice in damaged or odd data is its
/// first occurrence; writing or removing it removes the others. What [#get] returns is a decoded
/// copy: to change a map or list inside, put it back.
///
/// A map that lives in an item is valid while the statement runs. To keep one, copy it with
/// [#copy].
public interface MapValue {

  int size();

  boolean contains(Key key);

  /// The value under `key`, or null if it is missing or empty.
  @Nullable Object get(Key key);

  /// Sets the value under `key`; null writes an empty value.
  ///
  /// @throws dev.weir.ottl.EvaluationException if a map cannot hold a value of this type
  void put(Key key, @Nullable Object value);

  /// Removes what stands under `key`; false if there is nothing.
  boolean remove(Key key);

  void clear();

  /// The entries, one after the other, from before the first. Only one cursor of a map is in use at
  /// a time, and changes meanwhile go through it.
  Cursor cursor();

  /// A copy that nothing else changes.
  default DecodedMap copy() {
    DecodedMap copy = new DecodedMap();
    for (Cursor entries = cursor(); entries.next(); ) {
      copy.put(entries.key(), entries.value());
    }
    return copy;
  }

  /// The entries as a new Java map, in order.
  default Map<String, @Nullable Object> toMap() {
    return copy().entries();
  }

  default @Nullable Object get(String key) {
    return get(Key.of(key));
  }

  default void put(String key, @Nullable Object value) {
    put(Key.of(key), value);
  }

  default boolean remove(String key) {
    return remove(Key.of(key));
  }

  /// Stands on one entry after the other: `while (cursor.next()) { … }`.
  interface Cursor {
    /// Moves to the next entry, or returns false behind the last.
    boolean next();

    String key();

    /// The decoded value; null if it is empty.
    @Nullable Object value();

    /// Gives the current entry another value.
    void replace(@Nullable Object value);

    /// Gives the current entry another key, in its place. Another entry of that key is not looked
    /// for.
    void rename(String key);

    /// Removes the current entry.
    void remove();
  }
}
