package dev.weir.collector.api;

/// Brings telemetry in: opens ports or reads sources in [#start()], and hands every scanned batch
/// to the consumers of its [ReceiverContext]. Answers its senders "yes" only after
/// [Consumer#consume] returned.
public interface Receiver extends Component {}
