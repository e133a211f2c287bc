package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user writes under `attributes:`.
///
/// @param include the items to work on; all when absent
/// @param exclude of those, the items to leave alone
/// @param actions what to do, in this order; at least one
public record AttributesConfig(
    @OffWhenEmpty @Nullable MatchConfig include,
    @OffWhenEmpty @Nullable MatchConfig exclude,
    List<ActionConfig> actions)
    implements ComponentConfig {

  @Override
  public void validate(Problems problems) {
    if (actions.isEmpty()) {
      problems.add("actions", "missing required field \"actions\"");
    }
  }
}
