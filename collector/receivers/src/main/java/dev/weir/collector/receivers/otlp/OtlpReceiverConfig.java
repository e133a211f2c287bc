package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.grpc.GrpcServerConfig;
import dev.weir.collector.helper.http.HttpServerConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings of the `otlp` receiver.
///
/// @param protocols at least one
public record OtlpReceiverConfig(Protocols protocols) implements ComponentConfig {
  private static final int GRPC_READ_BUFFER = 512 << 10;

  /// Which protocols are on.
  ///
  /// @param grpc OTLP/gRPC
  /// @param http OTLP/HTTP, protobuf and JSON
  public record Protocols(@Nullable Grpc grpc, @Nullable Http http) implements ComponentConfig {}

  /// OTLP/gRPC.
  public record Grpc(@Inline GrpcServerConfig server) implements ComponentConfig {
    public static Grpc defaults() {
      return new Grpc(GrpcServerConfig.defaults("localhost:4317", GRPC_READ_BUFFER));
    }
  }

  /// OTLP/HTTP.
  ///
  /// @param tracesUrlPath where traces are posted
  /// @param metricsUrlPath where metrics are posted
  /// @param logsUrlPath where logs are posted
  public record Http(
      @Inline HttpServerConfig server,
      String tracesUrlPath,
      String metricsUrlPath,
      String logsUrlPath)
      implements ComponentConfig {
    public static Http defaults() {
      return new Http(
          HttpServerConfig.defaults("localhost:4318")
              .withTimeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO),
          "/v1/traces",
          "/v1/metrics",
          "/v1/logs");
    }
  }

  @Override
  public void validate(Problems problems) {
    if (protocols.grpc() == null && protocols.http() == null) {
      problems.add(
          "protocols",
          "must specify at least one protocol when using the OTLP receiver (grpc or http)");
    }
  }
}
