package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.helper.compress.Compression;

/// The section `compression_params`.
///
/// @param level of zstd, from 1 (fast) to 22 (small); lower and higher ones count as these; 0 for
///   the usual one
public record CompressionParams(int level) implements ComponentConfig {

  public static CompressionParams defaults() {
    return new CompressionParams(0);
  }

  int effectiveLevel() {
    return level == 0
        ? Compression.DEFAULT_LEVEL
        : Math.clamp(level, Compression.ZSTD.minLevel(), Compression.ZSTD.maxLevel());
  }
}
