package dev.weir.benchmarks.rig;

/// One connection to a collector.
interface Sender extends AutoCloseable {

  /// What became of a request.
  enum Outcome {
    ACKNOWLEDGED,
    /// The collector asked to come back later.
    REFUSED,
    FAILED
  }

  /// Sends request number `index` of the payload set and waits for the answer. Several threads may
  /// call it; their requests share the connection where the protocol can.
  Outcome send(int index);

  @Override
  void close();
}
