package dev.weir.collector.exporters.otlpgrpc;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.helper.export.PartialSuccess;
import dev.weir.collector.helper.export.RejectedItems;
import dev.weir.collector.helper.export.Sender;
import dev.weir.collector.helper.grpc.GrpcClient;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.net.UserAgent;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends batches of one signal to the `Export` method of its service.
final class OtlpGrpcSender implements Sender {
  private final GrpcClientConfig config;
  private final Signal signal;
  private final ComponentContext context;
  private final RejectedItems rejected;
  private volatile @Nullable GrpcClient client;

  OtlpGrpcSender(GrpcClientConfig config, Signal signal, ComponentContext context) {
    this.config = config;
    this.signal = signal;
    this.context = context;
    this.rejected = new RejectedItems(context, signal);
  }

  @Override
  public void start() {
    config.requireExtensions(context);
    client =
        GrpcClient.open(
            config,
            "opentelemetry.proto.collector." + service() + "/Export",
            UserAgent.of(context.build()),
            ProxyEnvironment.ofProcess());
  }

  @Override
  public void send(Batch batch, Duration timeout) {
    GrpcClient open = client;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    ByteRange answer = open.call(batch, timeout);
    if (answer.length() > 0) {
      rejected.report(read(answer));
    }
  }

  @Override
  public void shutdown() {
    GrpcClient open = client;
    if (open != null) {
      open.close();
    }
  }

  private static PartialSuccess read(ByteRange answer) {
    try {
      return PartialSuccess.read(answer);
    } catch (MalformedOtlpException e) {
      throw new PermanentRefusal(
          Reason.REJECTED, "the server's answer cannot be read: " + e.getMessage(), "Internal");
    }
  }

  private String service() {
    return switch (signal) {
      case TRACES -> "trace.v1.TraceService";
      case METRICS -> "metrics.v1.MetricsService";
      case LOGS -> "logs.v1.LogsService";
      case PROFILES -> "profiles.v1development.ProfilesService";
    };
  }
}
