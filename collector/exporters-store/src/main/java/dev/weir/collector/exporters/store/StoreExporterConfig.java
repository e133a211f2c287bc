package dev.weir.collector.exporters.store;

import dev.weir.collector.api.ByteSize;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;

/// What the user writes under `store:`.
///
/// @param directory of the store; empty for the default
/// @param acknowledge when a batch is answered
/// @param memory that the database may take
public record StoreExporterConfig(
    String directory, Acknowledge acknowledge, RetentionConfig retention, ByteSize memory)
    implements ComponentConfig {
  private static final long MIN_MEMORY = 64L << 20;

  /// When a batch is answered.
  public enum Acknowledge {
    /// When it survives the end of the process and of the machine.
    COMMITTED,
    /// When it can be found; it is committed a second later.
    RECEIVED
  }

  /// How much is kept.
  public record RetentionConfig(ByteSize maxSize, Duration maxAge) {}

  static final StoreExporterConfig DEFAULT =
      new StoreExporterConfig(
          "",
          Acknowledge.COMMITTED,
          new RetentionConfig(ByteSize.parse("10GiB"), Duration.ofDays(7)),
          ByteSize.parse("512MiB"));

  @Override
  public void validate(Problems problems) {
    if (retention.maxSize().bytes() <= 0) {
      problems.add("retention::max_size", retention.maxSize(), "more than 0");
    }
    if (retention.maxAge().isNegative() || retention.maxAge().isZero()) {
      problems.add("retention::max_age", retention.maxAge(), "more than 0");
    }
    if (memory.bytes() < MIN_MEMORY) {
      problems.add("memory", memory, "64MiB or more");
    }
  }

  /// The same as the store wants it.
  public StoreConfig toStore() {
    return StoreConfig.of(folder())
        .withMaxBytes(retention.maxSize().bytes())
        .withMaxAge(retention.maxAge())
        .withMemoryBytes(memory.bytes());
  }

  private Path folder() {
    return directory.isEmpty() ? StoreConfig.defaultDirectory() : Path.of(directory);
  }
}
