package dev.weir.store;

import dev.weir.otlp.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a store is doing.
///
/// @param directory where it keeps its files, or null if it has none
/// @param maxBytes how many bytes it may take; the oldest data go first
/// @param maxAge how old data may become
/// @param bytes how many bytes its files take
/// @param signals by signal
/// @param problem why it takes or keeps nothing at the moment, or null
/// @param quarantined files that could not be opened and were set aside
/// @param removedSlices how many slices retention has removed since the start
/// @param droppedItems how many items that were taken could not be kept, since the start
public record StoreStats(
    @Nullable Path directory,
    long maxBytes,
    Duration maxAge,
    long bytes,
    Map<Signal, SignalStats> signals,
    @Nullable String problem,
    List<Path> quarantined,
    long removedSlices,
    long droppedItems) {

  /// Numbers of one signal.
  ///
  /// @param items how many are stored, those not yet committed included
  /// @param uncommitted how many of them are not yet committed
  /// @param appended how many were taken since the start
  /// @param oldest the first [dev.weir.store.query.Intrinsic#TIME], or 0 without items
  /// @param newest the last
  /// @param arrival the last [dev.weir.store.query.Intrinsic#ARRIVAL], or 0
  public record SignalStats(
      long items,
      long uncommitted,
      long appended,
      long bytes,
      int slices,
      long oldest,
      long newest,
      long arrival) {}
}
