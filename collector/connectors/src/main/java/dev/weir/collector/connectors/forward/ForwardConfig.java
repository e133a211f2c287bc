package dev.weir.collector.connectors.forward;

import dev.weir.collector.api.ComponentConfig;

/// The section `forward`, which has no keys.
public record ForwardConfig() implements ComponentConfig {}
