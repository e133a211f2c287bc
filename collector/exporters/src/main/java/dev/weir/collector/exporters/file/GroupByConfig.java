package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;

/// The section `group_by`.
///
/// @param enabled whether values of an attribute have files of their own
/// @param resourceAttribute the key of the attribute
/// @param maxOpenFiles files that are open at the same time
public record GroupByConfig(boolean enabled, String resourceAttribute, int maxOpenFiles)
    implements ComponentConfig {

  public static GroupByConfig defaults() {
    return new GroupByConfig(false, "fileexporter.path_segment", 100);
  }

  @Override
  public void validate(Problems problems) {
    if (!enabled) {
      return;
    }
    if (resourceAttribute.isEmpty()) {
      problems.add(
          "resource_attribute", "resource_attribute must not be empty when group_by is enabled");
    }
    if (maxOpenFiles < 1) {
      problems.add("max_open_files", maxOpenFiles, "1 or more");
    }
  }
}
