package dev.weir.collector.exporters.otlpgrpc;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.export.ExportSettings;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import java.time.Duration;

/// The settings of `otlp_grpc`.
///
/// @param client where and how to connect
/// @param timeout for each attempt; zero for none
/// @param sendingQueue holds what is to be sent
/// @param retryOnFailure when what was refused is sent again
public record OtlpGrpcConfig(
    @Inline GrpcClientConfig client,
    Duration timeout,
    QueueConfig sendingQueue,
    RetryConfig retryOnFailure)
    implements ComponentConfig {

  static OtlpGrpcConfig defaults() {
    return new OtlpGrpcConfig(
        GrpcClientConfig.defaults(),
        Duration.ofSeconds(5),
        QueueConfig.defaults(),
        RetryConfig.defaults());
  }

  @Override
  public void validate(Problems problems) {
    if (client.endpoint().isEmpty()) {
      problems.add("endpoint", null, "host:port: requires a non-empty \"endpoint\"");
    }
    ExportSettings.validateTimeout(timeout, problems);
  }
}
