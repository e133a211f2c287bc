package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import java.util.Map;

/// A whole configuration, checked. Components stand under the ids that the user wrote, in the
/// user's order; an id's type may be a former spelling, which [ComponentFactories] resolves.
public record CollectorConfig(
    Map<ComponentId, ComponentConfig> receivers,
    Map<ComponentId, ComponentConfig> processors,
    Map<ComponentId, ComponentConfig> exporters,
    Map<ComponentId, ComponentConfig> connectors,
    Map<ComponentId, ComponentConfig> extensions,
    ServiceConfig service) {}
