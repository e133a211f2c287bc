package dev.weir.otlp.json;

import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The messages of OTLP, as far as JSON carries them, in the notation of [SchemaReader]. The order
/// of the fields is the order in which they are written.
final class OtlpSchema {
  private static final String TEXT =
      """
      ExportTraceServiceRequest
        1 resourceSpans ResourceSpans[]
      ResourceSpans
        1 resource Resource always
        2 scopeSpans ScopeSpans[]
        3 schemaUrl string
      ScopeSpans
        1 scope InstrumentationScope always
        2 spans Span[] item
        3 schemaUrl string
      Span
        1 traceId id16
        2 spanId id8
        3 traceState string
        4 parentSpanId id8
        16 flags fixed32
        5 name string
        6 kind SpanKind
        7 startTimeUnixNano fixed64
        8 endTimeUnixNano fixed64
        9 attributes KeyValue[]
        10 droppedAttributesCount uint32
        11 events Event[]
        12 droppedEventsCount uint32
        13 links Link[]
        14 droppedLinksCount uint32
        15 status Status always
      Event
        1 timeUnixNano fixed64
        2 name string
        3 attributes KeyValue[]
        4 droppedAttributesCount uint32
      Link
        1 traceId id16
        2 spanId id8
        3 traceState string
        4 attributes KeyValue[]
        5 droppedAttributesCount uint32
        6 flags fixed32
      Status
        2 message string
        3 code StatusCode
      ExportMetricsServiceRequest
        1 resourceMetrics ResourceMetrics[]
      ResourceMetrics
        1 resource Resource always
        2 scopeMetrics ScopeMetrics[]
        3 schemaUrl string
      ScopeMetrics
        1 scope InstrumentationScope always
        2 metrics Metric[]
        3 schemaUrl string
      Metric
        1 name string
        2 description string
        3 unit string
        5 gauge Gauge oneof single
        7 sum Sum oneof single
        9 histogram Histogram oneof single
        10 exponentialHistogram ExponentialHistogram oneof single
        11 summary Summary oneof single
        12 metadata KeyValue[]
      Gauge
        1 dataPoints NumberDataPoint[] item
      Sum
        1 dataPoints NumberDataPoint[] item
        2 aggregationTemporality AggregationTemporality
        3 isMonotonic bool
      Histogram
        1 dataPoints HistogramDataPoint[] item
        2 aggregationTemporality AggregationTemporality
      ExponentialHistogram
        1 dataPoints ExponentialHistogramDataPoint[] item
        2 aggregationTemporality AggregationTemporality
      Summary
        1 dataPoints SummaryDataPoint[] item
      NumberDataPoint
        7 attributes KeyValue[]
        2 startTimeUnixNano fixed64
        3 timeUnixNano fixed64
        4 asDouble double oneof
        6 asInt sfixed64 oneof
        5 exemplars Exemplar[]
        8 flags uint32
      HistogramDataPoint
        9 attributes KeyValue[]
        2 startTimeUnixNano fixed64
        3 timeUnixNano fixed64
        4 count fixed64
        5 sum double optional
        6 bucketCounts fixed64[]
        7 explicitBounds double[]
        8 exemplars Exemplar[]
        10 flags uint32
        11 min double optional
        12 max double optional
      ExponentialHistogramDataPoint
        1 attributes KeyValue[]
        2 startTimeUnixNano fixed64
        3 timeUnixNano fixed64
        4 count fixed64
        5 sum double optional
        6 scale sint32
        7 zeroCount fixed64
        8 positive Buckets always
        9 negative Buckets always
        10 flags uint32
        11 exemplars Exemplar[]
        12 min double optional
        13 max double optional
        14 zeroThreshold double
      Buckets
        1 offset sint32
        2 bucketCounts uint64[]
      SummaryDataPoint
        7 attributes KeyValue[]
        2 startTimeUnixNano fixed64
        3 timeUnixNano fixed64
        4 count fixed64
        5 sum double
        6 quantileValues ValueAtQuantile[]
        8 flags uint32
      ValueAtQuantile
        1 quantile double
        2 value double
      Exemplar
        7 filteredAttributes KeyValue[]
        2 timeUnixNano fixed64
        3 asDouble double oneof
        6 asInt sfixed64 oneof
        5 traceId id16
        4 spanId id8
      ExportLogsServiceRequest
        1 resourceLogs ResourceLogs[]
      ResourceLogs
        1 resource Resource always
        2 scopeLogs ScopeLogs[]
        3 schemaUrl string
      ScopeLogs
        1 scope InstrumentationScope always
        2 logRecords LogRecord[] item
        3 schemaUrl string
      LogRecord
        1 timeUnixNano fixed64
        11 observedTimeUnixNano fixed64
        2 severityNumber SeverityNumber
        3 severityText string
        5 body AnyValue always
        6 attributes KeyValue[]
        7 droppedAttributesCount uint32
        8 flags fixed32
        9 traceId id16
        10 spanId id8
        12 eventName string
      ExportProfilesServiceRequest
        1 resourceProfiles ResourceProfiles[]
        2 dictionary ProfilesDictionary always
      ResourceProfiles
        1 resource Resource always
        2 scopeProfiles ScopeProfiles[]
        3 schemaUrl string
      ScopeProfiles
        1 scope InstrumentationScope always
        2 profiles Profile[]
        3 schemaUrl string
      Profile
        1 sampleType ValueType always
        2 samples Sample[] item
        3 timeUnixNano fixed64
        4 durationNano uint64
        5 periodType ValueType always
        6 period int64
        7 profileId id16
        8 droppedAttributesCount uint32
        9 originalPayloadFormat string
        10 originalPayload bytes
        11 attributeIndices int32[]
      ValueType
        1 typeStrindex int32
        2 unitStrindex int32
      Sample
        1 stackIndex int32
        2 attributeIndices int32[]
        3 linkIndex int32
        4 values int64[]
        5 timestampsUnixNano fixed64[]
      ProfilesDictionary
        1 mappingTable Mapping[]
        2 locationTable Location[]
        3 functionTable Function[]
        4 linkTable ProfileLink[]
        5 stringTable string[]
        6 attributeTable KeyValueAndUnit[]
        7 stackTable Stack[]
      Mapping
        1 memoryStart uint64
        2 memoryLimit uint64
        3 fileOffset uint64
        4 filenameStrindex int32
        5 attributeIndices int32[]
      Location
        1 mappingIndex int32
        2 address uint64
        3 lines Line[]
        4 attributeIndices int32[]
      Line
        1 functionIndex int32
        2 line int64
        3 column int64
      Function
        1 nameStrindex int32
        2 systemNameStrindex int32
        3 filenameStrindex int32
        4 startLine int64
      ProfileLink
        1 traceId id16
        2 spanId id8
      KeyValueAndUnit
        1 keyStrindex int32
        2 value AnyValue always
        3 unitStrindex int32
      Stack
        1 locationIndices int32[]
      Resource
        1 attributes KeyValue[]
        2 droppedAttributesCount uint32
        3 entityRefs EntityRef[]
      EntityRef
        1 schemaUrl string
        2 type string
        3 idKeys string[]
        4 descriptionKeys string[]
      InstrumentationScope
        1 name string
        2 version string
        3 attributes KeyValue[]
        4 droppedAttributesCount uint32
      KeyValue
        1 key string
        2 value AnyValue always
        3 keyStrindex int32
      AnyValue
        1 stringValue string oneof
        2 boolValue bool oneof
        3 intValue int64 oneof
        4 doubleValue double oneof
        5 arrayValue ArrayValue oneof
        6 kvlistValue KeyValueList oneof
        7 bytesValue bytes oneof
        8 stringValueStrindex int32 oneof
      ArrayValue
        1 values AnyValue[]
      KeyValueList
        1 values KeyValue[]
      ExportTraceServiceResponse
        1 partialSuccess ExportTracePartialSuccess always
      ExportTracePartialSuccess
        1 rejectedSpans int64
        2 errorMessage string
      ExportMetricsServiceResponse
        1 partialSuccess ExportMetricsPartialSuccess always
      ExportMetricsPartialSuccess
        1 rejectedDataPoints int64
        2 errorMessage string
      ExportLogsServiceResponse
        1 partialSuccess ExportLogsPartialSuccess always
      ExportLogsPartialSuccess
        1 rejectedLogRecords int64
        2 errorMessage string
      ExportProfilesServiceResponse
        1 partialSuccess ExportProfilesPartialSuccess always
      ExportProfilesPartialSuccess
        1 rejectedProfiles int64
        2 errorMessage string
      """;

  private static final Map<String, EnumNames> ENUMS =
      Map.of(
          "SpanKind",
          names(
              "SPAN_KIND_", "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"),
          "StatusCode",
          names("STATUS_CODE_", "UNSET", "OK", "ERROR"),
          "AggregationTemporality",
          names("AGGREGATION_TEMPORALITY_", "UNSPECIFIED", "DELTA", "CUMULATIVE"),
          "SeverityNumber",
          severityNumbers());

  private static final Map<String, MessageType> MESSAGES = SchemaReader.read(TEXT, ENUMS);

  /// Slots of all messages, and one more for each message.
  static final int SLOTS =
      MESSAGES.values().stream().mapToInt(type -> type.fields.length + 1).sum();

  private OtlpSchema() {}

  /// The request of a signal.
  static MessageType request(Signal signal) {
    return switch (signal) {
      case TRACES -> message("ExportTraceServiceRequest");
      case METRICS -> message("ExportMetricsServiceRequest");
      case LOGS -> message("ExportLogsServiceRequest");
      case PROFILES -> message("ExportProfilesServiceRequest");
    };
  }

  /// The response of a signal.
  static MessageType response(Signal signal) {
    return switch (signal) {
      case TRACES -> message("ExportTraceServiceResponse");
      case METRICS -> message("ExportMetricsServiceResponse");
      case LOGS -> message("ExportLogsServiceResponse");
      case PROFILES -> message("ExportProfilesServiceResponse");
    };
  }

  private static MessageType message(String name) {
    return SchemaReader.message(MESSAGES, name);
  }

  private static EnumNames names(String prefix, String... names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < names.length; number++) {
      numbers.put(prefix + names[number], number);
    }
    return new EnumNames(numbers);
  }

  /// Six levels, each of which has four steps: `TRACE`, `TRACE2`, `TRACE3`, `TRACE4`, `DEBUG`.
  private static EnumNames severityNumbers() {
    Map<String, Integer> numbers = new HashMap<>(Map.of("SEVERITY_NUMBER_UNSPECIFIED", 0));
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (int step = 1; step <= 4; step++) {
        numbers.put("SEVERITY_NUMBER_" + level + (step == 1 ? "" : step), numbers.size());
      }
    }
    return new EnumNames(numbers);
  }
}
