package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentConfig;

/// The section `compression_params` of a client.
///
/// @param level how hard the compression tries; 0 for the best choice
public record CompressionParams(int level) implements ComponentConfig {
  public static CompressionParams defaults() {
    return new CompressionParams(0);
  }
}
