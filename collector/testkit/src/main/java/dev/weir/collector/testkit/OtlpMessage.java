package dev.weir.collector.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;

/// One of the four official request messages, with its signal and its number of items.
///
/// @param items spans, data points, log records or samples
public record OtlpMessage(Signal signal, int items, MessageLite request) {

  /// What a request message holds.
  ///
  /// @throws AssertionError when it is none of the four
  public static OtlpMessage of(MessageLite request) {
    return switch (request) {
      case ExportTraceServiceRequest traces ->
          new OtlpMessage(Signal.TRACES, spans(traces), traces);
      case ExportMetricsServiceRequest metrics ->
          new OtlpMessage(Signal.METRICS, points(metrics), metrics);
      case ExportLogsServiceRequest logs -> new OtlpMessage(Signal.LOGS, records(logs), logs);
      case ExportProfilesServiceRequest profiles ->
          new OtlpMessage(Signal.PROFILES, samples(profiles), profiles);
      default -> throw new AssertionError("no OTLP request: " + request.getClass());
    };
  }

  /// Decodes the bytes of a batch and compares its number of items.
  ///
  /// @throws AssertionError when they are not OTLP, or the batch counts wrong
  public static OtlpMessage of(Batch batch) {
    OtlpMessage message = of(parse(batch));
    if (message.items() != batch.items()) {
      throw new AssertionError(batch + " (expected: " + message.items() + " items)");
    }
    return message;
  }

  /// The official parser of a signal's request.
  public static Parser<? extends MessageLite> parser(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.parser();
      case METRICS -> ExportMetricsServiceRequest.parser();
      case LOGS -> ExportLogsServiceRequest.parser();
      case PROFILES -> ExportProfilesServiceRequest.parser();
    };
  }

  private static MessageLite parse(Batch batch) {
    try {
      return parser(batch.signal()).parseFrom(batch.buffer(), batch.offset(), batch.length());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(batch + " is not OTLP", e);
    }
  }

  private static int spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToInt(scope -> scope.getSpansCount())
        .sum();
  }

  private static int records(ExportLogsServiceRequest request) {
    return request.getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .mapToInt(scope -> scope.getLogRecordsCount())
        .sum();
  }

  private static int points(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .mapToInt(OtlpMessage::points)
        .sum();
  }

  private static int points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }

  private static int samples(ExportProfilesServiceRequest request) {
    return request.getResourceProfilesList().stream()
        .flatMap(resource -> resource.getScopeProfilesList().stream())
        .flatMap(scope -> scope.getProfilesList().stream())
        .mapToInt(profile -> profile.getSamplesCount())
        .sum();
  }
}
