package dev.weir.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Map;

/// The oracle: requests as the official classes see them.
public final class Requests {
  private static final List<String> ITEMS =
      List.of(
          "Span",
          "LogRecord",
          "NumberDataPoint",
          "HistogramDataPoint",
          "ExponentialHistogramDataPoint",
          "SummaryDataPoint",
          "Sample");

  private Requests() {}

  public static Message prototype(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceRequest.getDefaultInstance();
      case METRICS -> ExportMetricsServiceRequest.getDefaultInstance();
      case LOGS -> ExportLogsServiceRequest.getDefaultInstance();
      case PROFILES -> ExportProfilesServiceRequest.getDefaultInstance();
    };
  }

  public static Message parse(Signal signal, byte[] buffer, int offset, int length)
      throws InvalidProtocolBufferException {
    Parser<? extends Message> parser = prototype(signal).getParserForType();
    return parser.parseFrom(buffer, offset, length);
  }

  /// Spans, data points, log records or samples, counted in the parsed message.
  public static int items(Message message) {
    int items = isItem(message.getDescriptorForType()) ? 1 : 0;
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getJavaType() == JavaType.MESSAGE) {
        items += items(field.getValue());
      }
    }
    return items;
  }

  public static boolean isItem(Descriptor type) {
    return ITEMS.contains(type.getName());
  }

  /// True if a field nobody defined, as a newer sender might send it, is in the message itself.
  public static boolean hasUnknownFields(Message message) {
    return !message.getUnknownFields().equals(UnknownFieldSet.getDefaultInstance());
  }

  private static int items(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().mapToInt(each -> items((Message) each)).sum();
    }
    return items((Message) value);
  }
}
