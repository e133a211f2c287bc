package dev.weir.collector.processors.resource;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.processors.attributes.ActionConfig;
import java.util.List;

/// What the user writes under `resource:`.
///
/// @param attributes what to do, in this order; at least one
public record ResourceConfig(List<ActionConfig> attributes) implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    if (attributes.isEmpty()) {
      problems.add("attributes", "missing required field \"attributes\"");
    }
  }
}
