package dev.weir.ottl.context;

import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who sent the request, as far as it is known; what paths below `otelcol.client` show.
///
/// @param address the sender's address, or null
/// @param metadata headers by lower-case name
/// @param attributes what an authenticator learned
public record Client(
    @Nullable String address, Map<String, List<String>> metadata, Map<String, String> attributes) {

  /// Nobody known.
  public static final Client NONE = new Client(null, Map.of(), Map.of());

  /// Header names to lists of values.
  DecodedMap metadataMap() {
    DecodedMap map = new DecodedMap();
    metadata.forEach((name, values) -> map.put(name, Values.list(values)));
    return map;
  }

  DecodedMap attributesMap() {
    DecodedMap map = new DecodedMap();
    attributes.forEach((name, value) -> map.put(name, value));
    return map;
  }
}
