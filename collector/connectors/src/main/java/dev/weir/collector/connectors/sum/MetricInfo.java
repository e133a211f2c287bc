package dev.weir.collector.connectors.sum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.tally.DimensionConfig;
import dev.weir.collector.helper.tally.ItemKind;
import dev.weir.collector.helper.tally.TallySpec;
import java.util.List;

/// A sum, as the user writes it.
///
/// @param conditions which items to add, of which one has to hold; all when there are none
/// @param attributes by which to split
/// @param sourceAttribute where the number stands
public record MetricInfo(
    String description,
    List<String> conditions,
    List<DimensionConfig> attributes,
    String sourceAttribute)
    implements ComponentConfig {

  public static MetricInfo defaults() {
    return new MetricInfo("", List.of(), List.of(), "");
  }

  @Override
  public void validate(Problems problems) {
    if (sourceAttribute.isEmpty()) {
      problems.add("source_attribute", "metric source_attribute missing");
    }
  }

  TallySpec spec(ItemKind kind, String name) {
    return new TallySpec(
        kind,
        name,
        description,
        conditions,
        attributes.stream().map(DimensionConfig::dimension).toList(),
        sourceAttribute.getBytes(UTF_8));
  }
}
