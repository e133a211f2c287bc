package dev.weir.collector.api;

/// The next step of a pipeline.
///
/// Many threads call a consumer at once. What a call needs lives on its stack; what calls share is
/// guarded, never with a lock held while something waits.
@FunctionalInterface
public interface Consumer {

  /// Takes responsibility for one batch, or throws a [Refusal] and has taken none of it.
  ///
  /// When this returns, the caller may forget the batch: it was delivered, or is held by somebody
  /// who will deliver it or count it as lost. A batch never changes, so it may be kept and passed
  /// on without a copy.
  ///
  /// @throws RetryableRefusal when the same batch may be offered again later
  /// @throws PermanentRefusal when the same batch will never be taken
  void consume(Batch batch);

  /// Whether [#consume] may wait: for the network, a disk, or room in a queue. One that does not is
  /// called on a network event loop, and one that does on a virtual thread. A step that hands on in
  /// the same call answers what the next one answers.
  default boolean mayBlock() {
    return false;
  }
}
