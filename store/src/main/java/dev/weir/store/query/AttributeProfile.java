package dev.weir.store.query;

import java.util.List;

/// What [ProfileRequest] asks for.
///
/// @param sampled how many items were looked at
/// @param keys the keys of the items' own attributes and of their resources
public record AttributeProfile(long sampled, List<Key> keys) {

  /// The values of one key.
  ///
  /// @param present how many of the items have it
  public record Key(Scope scope, String key, long present, List<AttributeKey.ValueCount> values) {}
}
