package dev.weir.collector.exporters.nop;

import dev.weir.collector.api.ComponentConfig;

/// The section `nop`, which has no keys.
public record NopExporterConfig() implements ComponentConfig {}
