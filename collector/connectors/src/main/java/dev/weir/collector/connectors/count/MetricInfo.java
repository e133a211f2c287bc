package dev.weir.collector.connectors.count;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.helper.tally.DimensionConfig;
import dev.weir.collector.helper.tally.ItemKind;
import dev.weir.collector.helper.tally.TallySpec;
import java.util.List;

/// A count, as the user writes it.
///
/// @param conditions which items to count, of which one has to hold; all when there are none
/// @param attributes by which to split
public record MetricInfo(
    String description, List<String> conditions, List<DimensionConfig> attributes)
    implements ComponentConfig {

  public static MetricInfo defaults() {
    return new MetricInfo("", List.of(), List.of());
  }

  TallySpec spec(ItemKind kind, String name) {
    return new TallySpec(
        kind,
        name,
        description,
        conditions,
        attributes.stream().map(DimensionConfig::dimension).toList(),
        null);
  }
}
