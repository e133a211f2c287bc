package dev.weir.collector.helper.export;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The section `batch::partition` of a queue.
///
/// @param metadataKeys requests whose values of these headers differ are not merged
public record PartitionConfig(List<String> metadataKeys) implements ComponentConfig {

  public static PartitionConfig defaults() {
    return new PartitionConfig(List.of());
  }

  @Override
  public void validate(Problems problems) {
    Set<String> seen = new HashSet<>();
    for (String key : metadataKeys) {
      String lower = key.toLowerCase(Locale.ROOT);
      if (!seen.add(lower)) {
        problems.add(
            "metadata_keys",
            "duplicate entry in metadata_keys: \"" + lower + "\" (case-insensitive)");
      }
    }
  }
}
