package dev.weir.collector.receivers.nop;

import dev.weir.collector.api.ComponentConfig;

/// The section `nop`, which has no keys.
public record NopReceiverConfig() implements ComponentConfig {}
