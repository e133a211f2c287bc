package dev.weir.otlp.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The official request messages by signal.
final class Requests {
  private Requests() {}

  static Message empty(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
      case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
      case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
      case PROFILES -> ExportProfilesServiceRequest.getDefaultInstance();
    };
  }

  static Message parse(Signal signal, byte[] bytes) {
    try {
      return empty(signal).newBuilderForType().mergeFrom(bytes).build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not protobuf", e);
    }
  }

  /// What our reader makes of a text, as the official classes understand it.
  static Message read(Signal signal, String json) {
    return parse(
        signal, OtlpJsonReader.read(signal, json.getBytes(StandardCharsets.UTF_8)).message());
  }

  /// What our writer makes of a message.
  static String write(Signal signal, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OtlpJsonWriter.write(signal, message, 0, message.length, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static int items(Message request) {
    if (request instanceof ExportTraceServiceRequest traces) {
      return traces.getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    }
    if (request instanceof ExportLogsServiceRequest logs) {
      return logs.getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .mapToInt(scope -> scope.getLogRecordsCount())
          .sum();
    }
    if (request instanceof ExportProfilesServiceRequest profiles) {
      return profiles.getResourceProfilesList().stream()
          .flatMap(resource -> resource.getScopeProfilesList().stream())
          .flatMap(scope -> scope.getProfilesList().stream())
          .mapToInt(profile -> profile.getSamplesCount())
          .sum();
    }
    return ((ExportMetricsServiceRequest) request)
        .getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToInt(metric ->
                metric.getGauge().getDataPointsCount()
                    + metric.getSum().getDataPointsCount()
                    + metric.getHistogram().getDataPointsCount()
                    + metric.getExponentialHistogram().getDataPointsCount()
                    + metric.getSummary().getDataPointsCount())
            .sum();
  }
}
