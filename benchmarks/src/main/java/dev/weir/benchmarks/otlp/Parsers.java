package dev.weir.benchmarks.otlp;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/// The official classes, to compare with.
final class Parsers {
  private Parsers() {}

  static Parser<? extends Message> of(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.parser();
      case METRICS -> ExportMetricsServiceRequest.parser();
      case LOGS -> ExportLogsServiceRequest.parser();
      case PROFILES -> ExportProfilesServiceRequest.parser();
    };
  }
}
