package dev.weir.collector.exporters.file;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;

/// The section `rotation`.
///
/// @param maxMegabytes size at which a file is renamed and a new one begun, in mebibytes; 0 for 100
/// @param maxDays renamed files older than this are deleted; 0 for never
/// @param maxBackups of the renamed files so many are kept; 0 for all
/// @param localTime whether the names of renamed files have local time instead of UTC
public record RotationConfig(
    int maxMegabytes, int maxDays, int maxBackups, @Key("localtime") boolean localTime)
    implements ComponentConfig {
  private static final int DEFAULT_MEGABYTES = 100;

  public static RotationConfig defaults() {
    return new RotationConfig(0, 0, 100, false);
  }

  @Override
  public void validate(Problems problems) {
    notNegative(problems, "max_megabytes", maxMegabytes);
    notNegative(problems, "max_days", maxDays);
    notNegative(problems, "max_backups", maxBackups);
  }

  long maxBytes() {
    return (maxMegabytes == 0 ? DEFAULT_MEGABYTES : maxMegabytes) * 1024L * 1024;
  }

  private static void notNegative(Problems problems, String key, int value) {
    if (value < 0) {
      problems.add(key, value, "0 or more");
    }
  }
}
