package dev.weir.collector.connectors.count;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.tally.DimensionConfig;
import dev.weir.collector.helper.tally.ItemKind;
import dev.weir.collector.helper.tally.TallySpec;
import java.util.List;

/// A count, as the user writes it.
///
/// @param conditions which items to count; refused as long as there is no language for them
/// @param attributes by which to split
public record MetricInfo(
    String description, List<String> conditions, List<DimensionConfig> attributes)
    implements ComponentConfig {

  public static MetricInfo defaults() {
    return new MetricInfo("", List.of(), List.of());
  }

  @Override
  public void validate(Problems problems) {
    if (!conditions.isEmpty()) {
      problems.add("conditions", "conditions are not supported yet; without them all are counted");
    }
  }

  TallySpec spec(ItemKind kind, String name) {
    return new TallySpec(
        kind,
        name,
        description,
        attributes.stream().map(DimensionConfig::dimension).toList(),
        null);
  }
}
