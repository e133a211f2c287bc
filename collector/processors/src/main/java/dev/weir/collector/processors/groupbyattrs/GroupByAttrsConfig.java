package dev.weir.collector.processors.groupbyattrs;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;

/// What the user writes under `groupbyattrs:`.
///
/// @param keys the attributes that become the resource's; none to only join equal resources
public record GroupByAttrsConfig(List<String> keys) implements ComponentConfig {}
