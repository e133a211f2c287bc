package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An OTLP destination of the collector's own telemetry.
///
/// @param endpoint where to; without a scheme, `insecure` decides between http and https
/// @param protocol `grpc` or `http/protobuf`
/// @param timeout in milliseconds
/// @param headersList headers as `name=value,name=value`
public record TelemetryOtlp(
    String endpoint,
    String protocol,
    @Nullable String certificate,
    @Nullable String clientCertificate,
    @Nullable String clientKey,
    @Nullable String compression,
    List<Header> headers,
    @Nullable Secret headersList,
    @Nullable Boolean insecure,
    @Nullable Integer timeout,
    @Nullable String temporalityPreference,
    @Nullable String defaultHistogramAggregation)
    implements ComponentConfig {
  private static final List<String> GRPC = List.of("grpc", "grpc/protobuf");
  private static final String HTTP = "http/protobuf";

  /// One header.
  public record Header(String name, @Nullable Secret value) implements ComponentConfig {

    public static Header defaults() {
      return new Header("", null);
    }
  }

  /// Whether it is sent over gRPC, and not over HTTP.
  public boolean isGrpc() {
    return GRPC.contains(protocol);
  }

  @Override
  public void validate(Problems problems) {
    if (!isGrpc() && !protocol.equals(HTTP)) {
      problems.add("protocol", protocol, "grpc or http/protobuf");
    }
    if (timeout != null && timeout <= 0) {
      problems.add("timeout", timeout, "milliseconds, more than 0");
    }
    if (temporalityPreference != null && !temporalityPreference.equals("cumulative")) {
      problems.warn("temporality_preference", "has no effect: metrics are cumulative");
    }
    if (defaultHistogramAggregation != null
        && !defaultHistogramAggregation.equals("explicit_bucket_histogram")) {
      problems.warn("default_histogram_aggregation", "has no effect: buckets are explicit");
    }
  }

  public static TelemetryOtlp defaults() {
    return new TelemetryOtlp(
        "", "http/protobuf", null, null, null, null, List.of(), null, null, null, null, null);
  }
}
