package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the user writes under `file:`.
///
/// @param path of the file, relative to the working directory; with `group_by` it has one `*`
/// @param format of a batch
/// @param encoding the extension that encodes a batch instead; there is none yet
/// @param append whether a file that is there is kept and added to, not emptied
/// @param rotation begins new files, or null for one file that grows
/// @param compression `zstd`, or empty for none
/// @param flushInterval after which what was written is in the file; 0 for a second
/// @param createDirectory whether a missing folder is made
/// @param directoryPermissions of such a folder, in octal; null for 0755
public record FileConfig(
    String path,
    Format format,
    @Nullable ComponentId encoding,
    boolean append,
    @Nullable RotationConfig rotation,
    String compression,
    CompressionParams compressionParams,
    Duration flushInterval,
    boolean createDirectory,
    @Nullable String directoryPermissions,
    GroupByConfig groupBy)
    implements ComponentConfig {

  /// How a batch is written.
  public enum Format {
    JSON,
    PROTO
  }

  static final FileConfig DEFAULT =
      new FileConfig(
          "",
          Format.JSON,
          null,
          false,
          null,
          "",
          CompressionParams.defaults(),
          Duration.ofSeconds(1),
          false,
          null,
          GroupByConfig.defaults());

  private static final String ZSTD = "zstd";

  @Override
  public void validate(Problems problems) {
    if (path.isEmpty()) {
      problems.add("path", "path must be non-empty");
    } else if (groupBy.enabled()) {
      validatePattern(problems);
    }
    if (append && rotation != null) {
      problems.add("append", "append and rotation enabled at the same time is not supported");
    }
    if (!compression.isEmpty() && !compression.equals(ZSTD)) {
      problems.add("compression", compression, "zstd, or nothing");
    }
    if (flushInterval.isNegative()) {
      problems.add("flush_interval", flushInterval, "0 or more");
    }
    if (directoryPermissions != null) {
      validatePermissions(problems, directoryPermissions);
    }
  }

  private void validatePattern(Problems problems) {
    if (path.indexOf('*') != path.lastIndexOf('*') || !path.contains("*")) {
      problems.add("path", path, "exactly one * when group_by is enabled");
    } else if (path.startsWith("*")) {
      problems.add("path", path, "something before the * when group_by is enabled");
    }
  }

  private void validatePermissions(Problems problems, String octal) {
    if (!createDirectory) {
      problems.add(
          "directory_permissions", "directory_permissions requires create_directory to be true");
    } else if (!octal.matches("0*[0-7]{1,3}")) {
      problems.add("directory_permissions", octal, "an octal number such as 0755");
    }
  }

  boolean isCompressed() {
    return compression.equals(ZSTD);
  }

  Duration effectiveFlushInterval() {
    return flushInterval.isZero() ? Duration.ofSeconds(1) : flushInterval;
  }
}
