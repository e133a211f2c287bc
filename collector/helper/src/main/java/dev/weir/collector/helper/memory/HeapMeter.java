package dev.weir.collector.helper.memory;

/// What is known of the memory of a Java virtual machine.
interface HeapMeter {

  /// Told of every garbage collection, from a thread of the virtual machine; must return quickly.
  interface Listener {

    /// A collection has ended.
    ///
    /// @param usedBytes of heap, after the collection
    /// @param whole whether all of the heap was collected, so that what is used is live
    void collected(long usedBytes, boolean whole);
  }

  /// The size to which the heap may grow.
  long maxHeapBytes();

  /// Memory outside the heap that buffers use.
  long directBytes();

  /// Calls `listener` from now on, until the meter is closed.
  void listen(Listener listener);

  /// Collects the whole heap, and returns when that is done.
  void collect();

  void close();
}
