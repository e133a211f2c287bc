package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.collector.helper.grpc.GrpcClient;
import dev.weir.collector.helper.grpc.GrpcClientConfig;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.net.UserAgent;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Sends by OTLP over gRPC.
final class GrpcPush implements Push {
  private final GrpcClient client;
  private final Signal signal;
  private final String destination;
  private final Duration timeout;

  private GrpcPush(GrpcClient client, Signal signal, String destination, Duration timeout) {
    this.client = client;
    this.signal = signal;
    this.destination = destination;
    this.timeout = timeout;
  }

  static GrpcPush open(
      TelemetryOtlp otlp, Signal signal, String setting, Duration timeout, BuildInfo build) {
    try {
      GrpcClient client =
          GrpcClient.open(
              config(otlp),
              "opentelemetry.proto.collector." + service(signal) + "/Export",
              UserAgent.of(build),
              ProxyEnvironment.ofProcess());
      return new GrpcPush(client, signal, otlp.endpoint(), timeout);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          setting + "::endpoint: \"" + otlp.endpoint() + "\" (expected: " + e.getMessage() + ")");
    }
  }

  private static GrpcClientConfig config(TelemetryOtlp otlp) {
    GrpcClientConfig defaults = GrpcClientConfig.defaults();
    String endpoint = otlp.endpoint();
    boolean isPlain =
        endpoint.startsWith("http://")
            || (!endpoint.contains("://") && Boolean.TRUE.equals(otlp.insecure()));
    Map<String, Secret> headers = new LinkedHashMap<>();
    PushTarget.headers(otlp).forEach((name, value) -> headers.put(name, new Secret(value)));
    return new GrpcClientConfig(
        endpoint,
        Objects.requireNonNullElse(otlp.compression(), "none"),
        PushTarget.tls(otlp).withInsecure(isPlain),
        null,
        defaults.readBufferSize(),
        defaults.writeBufferSize(),
        false,
        headers,
        "",
        defaults.balancerName(),
        "",
        null,
        defaults.middlewares());
  }

  private static String service(Signal signal) {
    return switch (signal) {
      case TRACES -> "trace.v1.TraceService";
      case METRICS -> "metrics.v1.MetricsService";
      case LOGS -> "logs.v1.LogsService";
      case PROFILES -> "profiles.v1development.ProfilesService";
    };
  }

  @Override
  public void send(byte[] request) throws IOException {
    try {
      var _ = client.call(Batch.of(signal, request, 1), timeout);
    } catch (Refusal refusal) {
      throw new IOException(refusal.getMessage(), refusal);
    }
  }

  @Override
  public String destination() {
    return destination;
  }

  @Override
  public void close() {
    client.close();
  }
}
