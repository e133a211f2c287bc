package dev.weir.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Settings of a store.
///
/// @param directory where it keeps its files; made if it does not exist. One process at a time.
/// @param maxBytes how many bytes its files may take; the oldest slices go first
/// @param maxAge slices older than this go
/// @param sliceBytes a slice of this many bytes is followed by a new one
/// @param sliceAge a slice of this age is followed by a new one
/// @param commitInterval items are committed this long after they arrived, at the latest
/// @param indexRows so many items are gathered in memory before they are entered into the index of
///   their slice. They are on disk as blocks before that.
/// @param pendingBytes how much may wait to be read into memory tables; more makes `append` wait
/// @param memoryBytes how much memory the database may take
/// @param threads how many threads one question may use
/// @param exactQuantiles of more items, quantiles of whole numbers are right to within one
///   hundredth
/// @param reservedBytes how much room to leave on the disk; with less the store takes nothing
/// @param visibility how long a question waits for what arrived just before it to be read
/// @param clock tells the time
public record StoreConfig(
    Path directory,
    long maxBytes,
    Duration maxAge,
    long sliceBytes,
    Duration sliceAge,
    Duration commitInterval,
    int indexRows,
    int pendingBytes,
    long memoryBytes,
    int threads,
    long exactQuantiles,
    long reservedBytes,
    Duration visibility,
    InstantSource clock) {
  private static final long MIB = 1024 * 1024;

  /// The folder for who names none: `$XDG_DATA_HOME/weir`, or else `~/.local/share/weir`.
  public static Path defaultDirectory() {
    String data = System.getenv("XDG_DATA_HOME");
    Path base =
        data == null || data.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return base.resolve("weir");
  }

  /// The defaults: 10 GiB, 7 days.
  public static StoreConfig of(Path directory) {
    return new StoreConfig(
        directory,
        10 * 1024 * MIB,
        Duration.ofDays(7),
        256 * MIB,
        Duration.ofHours(6),
        Duration.ofSeconds(1),
        60_000,
        (int) (2 * MIB),
        512 * MIB,
        Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())),
        200_000,
        256 * MIB,
        Duration.ofMillis(100),
        InstantSource.system());
  }

  public StoreConfig withMaxBytes(long bytes) {
    return new StoreConfig(
        directory,
        bytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withMaxAge(Duration age) {
    return new StoreConfig(
        directory,
        maxBytes,
        age,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withSlices(long bytes, Duration age) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        bytes,
        age,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withCommitInterval(Duration interval) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        interval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withIndexRows(int rows) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        rows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withMemoryBytes(long bytes) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        bytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withExactQuantiles(long items) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        items,
        reservedBytes,
        visibility,
        clock);
  }

  public StoreConfig withReservedBytes(long bytes) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        bytes,
        visibility,
        clock);
  }

  public StoreConfig withVisibility(Duration wait) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        wait,
        clock);
  }

  public StoreConfig withClock(InstantSource source) {
    return new StoreConfig(
        directory,
        maxBytes,
        maxAge,
        sliceBytes,
        sliceAge,
        commitInterval,
        indexRows,
        pendingBytes,
        memoryBytes,
        threads,
        exactQuantiles,
        reservedBytes,
        visibility,
        source);
  }
}
