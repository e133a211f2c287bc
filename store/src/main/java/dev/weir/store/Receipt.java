package dev.weir.store;

/// What a store gives for a batch that it has taken: the batch is in memory, found by searches, and
/// on its way to the disk.
@FunctionalInterface
public interface Receipt {

  /// Waits until the batch survives the end of the process and of the machine.
  ///
  /// @throws StoreException if it cannot be kept; nothing is said then about parts of it
  /// @throws InterruptedException if the waiting was interrupted; the batch is kept all the same
  void awaitCommitted() throws InterruptedException;
}
