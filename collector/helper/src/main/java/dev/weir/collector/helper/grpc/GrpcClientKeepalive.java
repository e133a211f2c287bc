package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.time.Duration;

/// The section `keepalive` of a gRPC client.
///
/// @param time after this time of silence the connection is tried with a ping; servers refuse more
///   often than they permit, by default every five minutes
/// @param timeout how long the answer to a ping may take before the connection is closed
/// @param permitWithoutStream also while no request is under way
public record GrpcClientKeepalive(Duration time, Duration timeout, boolean permitWithoutStream)
    implements ComponentConfig {

  public static GrpcClientKeepalive defaults() {
    return new GrpcClientKeepalive(Duration.ofSeconds(10), Duration.ofSeconds(10), false);
  }

  @Override
  public void validate(Problems problems) {
    if (time.isNegative()) {
      problems.add("time", time, "0 or more");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", timeout, "0 or more");
    }
  }
}
