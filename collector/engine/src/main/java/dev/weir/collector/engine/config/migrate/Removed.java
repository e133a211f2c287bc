package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.ComponentFactories.Kind;
import org.jspecify.annotations.Nullable;

/// Components that the Go Collector had and has no more, and what does their work today.
public final class Removed {

  private Removed() {}

  /// What to use instead, or null when the component is none of these.
  public static @Nullable String advice(Kind kind, String type) {
    return switch (kind) {
      case EXPORTER -> exporter(type);
      case RECEIVER -> receiver(type);
      case PROCESSOR -> processor(type);
      case EXTENSION, CONNECTOR -> null;
    };
  }

  private static @Nullable String exporter(String type) {
    return switch (type) {
      case "jaeger", "jaeger_thrift" ->
          "it was removed in 2023; Jaeger takes OTLP: use otlp_grpc with endpoint <jaeger>:4317";
      case "loki" ->
          "it was removed in 2025; Loki takes OTLP: use otlp_http with endpoint"
              + " http://<loki>:3100/otlp";
      case "opencensus" -> "it was removed; use otlp_grpc";
      case "elastic" -> "it was removed; Elastic APM takes OTLP: use otlp_grpc or otlp_http";
      default -> null;
    };
  }

  private static @Nullable String receiver(String type) {
    return switch (type) {
      case "opencensus" -> "it was removed; send OTLP to the otlp receiver";
      default -> null;
    };
  }

  private static @Nullable String processor(String type) {
    return switch (type) {
      case "routing" -> "it was removed; with a complete table the routing connector does its work";
      case "spanmetrics" -> "it was removed; use the span_metrics connector between two pipelines";
      case "servicegraph" ->
          "it was removed; use the service_graph connector between two pipelines";
      case "logstransform" -> "it was removed; use the operators of the receiver, or transform";
      case "k8s_tagger", "k8stagger" -> "it is called k8s_attributes now";
      default -> null;
    };
  }
}
