package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED32;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The definition of each OTLP message as a table, for the paths where speed does not count: what
/// to say about a wrong wire type, and which fields are strings. The scan itself is code.
final class Message {
  static final Message ANY_VALUE = new Message("AnyValue");
  static final Message ARRAY_VALUE = new Message("ArrayValue");
  static final Message KEY_VALUE_LIST = new Message("KeyValueList");
  static final Message KEY_VALUE = new Message("KeyValue");
  static final Message SCOPE = new Message("InstrumentationScope");
  static final Message ENTITY_REF = new Message("EntityRef");
  static final Message RESOURCE = new Message("Resource");

  static final Message SPAN = new Message("Span");
  static final Message EVENT = new Message("Span.Event");
  static final Message LINK = new Message("Span.Link");
  static final Message STATUS = new Message("Status");
  static final Message LOG_RECORD = new Message("LogRecord");

  static final Message METRIC = new Message("Metric");
  static final Message GAUGE = new Message("Gauge");
  static final Message SUM = new Message("Sum");
  static final Message HISTOGRAM = new Message("Histogram");
  static final Message EXPONENTIAL_HISTOGRAM = new Message("ExponentialHistogram");
  static final Message SUMMARY = new Message("Summary");
  static final Message NUMBER_POINT = new Message("NumberDataPoint");
  static final Message HISTOGRAM_POINT = new Message("HistogramDataPoint");
  static final Message EXPONENTIAL_POINT = new Message("ExponentialHistogramDataPoint");
  static final Message BUCKETS = new Message("ExponentialHistogramDataPoint.Buckets");
  static final Message SUMMARY_POINT = new Message("SummaryDataPoint");
  static final Message VALUE_AT_QUANTILE = new Message("SummaryDataPoint.ValueAtQuantile");
  static final Message EXEMPLAR = new Message("Exemplar");

  static final Message PROFILE = new Message("Profile");
  static final Message SAMPLE = new Message("Sample");
  static final Message VALUE_TYPE = new Message("ValueType");
  static final Message DICTIONARY = new Message("ProfilesDictionary");
  static final Message MAPPING = new Message("Mapping");
  static final Message LOCATION = new Message("Location");
  static final Message LINE = new Message("Line");
  static final Message FUNCTION = new Message("Function");
  static final Message PROFILE_LINK = new Message("Link");
  static final Message KEY_VALUE_AND_UNIT = new Message("KeyValueAndUnit");
  static final Message STACK = new Message("Stack");

  private static final Message TRACES_REQUEST = request("Trace", "Spans", SPAN);
  private static final Message METRICS_REQUEST = request("Metrics", "Metrics", METRIC);
  private static final Message LOGS_REQUEST = request("Logs", "Logs", LOG_RECORD);
  private static final Message PROFILES_REQUEST =
      request("Profiles", "Profiles", PROFILE).message(2, DICTIONARY);

  static {
    ANY_VALUE.string(1).varint(2, 3, 8).fixed64(4).message(5, ARRAY_VALUE);
    ANY_VALUE.message(6, KEY_VALUE_LIST).bytes(7);
    ARRAY_VALUE.message(1, ANY_VALUE);
    KEY_VALUE_LIST.message(1, KEY_VALUE);
    KEY_VALUE.string(1).message(2, ANY_VALUE).varint(3);
    SCOPE.string(1, 2).message(3, KEY_VALUE).varint(4);
    ENTITY_REF.string(1, 2, 3, 4);
    RESOURCE.message(1, KEY_VALUE).varint(2).message(3, ENTITY_REF);

    SPAN.bytes(1, 2, 4).string(3, 5).varint(6, 10, 12, 14).fixed64(7, 8).message(9, KEY_VALUE);
    SPAN.message(11, EVENT).message(13, LINK).message(15, STATUS).fixed32(16);
    EVENT.fixed64(1).string(2).message(3, KEY_VALUE).varint(4);
    LINK.bytes(1, 2).string(3).message(4, KEY_VALUE).varint(5).fixed32(6);
    STATUS.string(2).varint(3);
    LOG_RECORD.fixed64(1, 11).varint(2, 7).string(3, 12).message(5, ANY_VALUE);
    LOG_RECORD.message(6, KEY_VALUE).fixed32(8).bytes(9, 10);

    METRIC.string(1, 2, 3).message(5, GAUGE).message(7, SUM).message(9, HISTOGRAM);
    METRIC.message(10, EXPONENTIAL_HISTOGRAM).message(11, SUMMARY).message(12, KEY_VALUE);
    GAUGE.message(1, NUMBER_POINT);
    SUM.message(1, NUMBER_POINT).varint(2, 3);
    HISTOGRAM.message(1, HISTOGRAM_POINT).varint(2);
    EXPONENTIAL_HISTOGRAM.message(1, EXPONENTIAL_POINT).varint(2);
    SUMMARY.message(1, SUMMARY_POINT);
    NUMBER_POINT.fixed64(2, 3, 4, 6).message(5, EXEMPLAR).message(7, KEY_VALUE).varint(8);
    HISTOGRAM_POINT.fixed64(2, 3, 4, 5, 11, 12).packed(FIXED64, 6, 7).message(8, EXEMPLAR);
    HISTOGRAM_POINT.message(9, KEY_VALUE).varint(10);
    EXPONENTIAL_POINT.message(1, KEY_VALUE).fixed64(2, 3, 4, 5, 7, 12, 13, 14).varint(6, 10);
    EXPONENTIAL_POINT.message(8, BUCKETS).message(9, BUCKETS).message(11, EXEMPLAR);
    BUCKETS.varint(1).packed(VARINT, 2);
    SUMMARY_POINT.fixed64(2, 3, 4, 5).message(6, VALUE_AT_QUANTILE).message(7, KEY_VALUE);
    SUMMARY_POINT.varint(8);
    VALUE_AT_QUANTILE.fixed64(1, 2);
    EXEMPLAR.fixed64(2, 3, 6).bytes(4, 5).message(7, KEY_VALUE);

    PROFILE.message(1, VALUE_TYPE).message(2, SAMPLE).fixed64(3).varint(4, 6, 8);
    PROFILE.message(5, VALUE_TYPE).bytes(7, 10).string(9).packed(VARINT, 11);
    SAMPLE.varint(1, 3).packed(VARINT, 2, 4).packed(FIXED64, 5);
    VALUE_TYPE.varint(1, 2);
    DICTIONARY.message(1, MAPPING).message(2, LOCATION).message(3, FUNCTION);
    DICTIONARY.message(4, PROFILE_LINK).string(5).message(6, KEY_VALUE_AND_UNIT).message(7, STACK);
    MAPPING.varint(1, 2, 3, 4).packed(VARINT, 5);
    LOCATION.varint(1, 2).message(3, LINE).packed(VARINT, 4);
    LINE.varint(1, 2, 3);
    FUNCTION.varint(1, 2, 3, 4);
    PROFILE_LINK.bytes(1, 2);
    KEY_VALUE_AND_UNIT.varint(1, 3).message(2, ANY_VALUE);
    STACK.packed(VARINT, 1);
  }

  private final String name;
  private final List<@Nullable Field> fields = new ArrayList<>();

  private Message(String name) {
    this.name = name;
  }

  /// The request message of a signal.
  static Message request(Signal signal) {
    return switch (signal) {
      case TRACES -> TRACES_REQUEST;
      case METRICS -> METRICS_REQUEST;
      case LOGS -> LOGS_REQUEST;
      case PROFILES -> PROFILES_REQUEST;
    };
  }

  /// True if the definition has a field of this number.
  boolean knows(int number) {
    return field(number) != null;
  }

  boolean isString(int number) {
    Field field = field(number);
    return field != null && field.string;
  }

  /// The message that the field holds, or null if it holds none.
  @Nullable Message child(int number) {
    Field field = field(number);
    return field == null ? null : field.message;
  }

  /// The message that the field must hold, since the definition says so.
  Message holder(int number) {
    return Objects.requireNonNull(child(number));
  }

  String expectedWireTypes(int number) {
    Field field = field(number);
    return field == null ? "any" : field.wireTypes;
  }

  /// The name in the protobuf definition.
  @Override
  public String toString() {
    return name;
  }

  private static Message request(String service, String group, Message item) {
    Message scopes = new Message("Scope" + group).message(1, SCOPE).message(2, item).string(3);
    Message resources =
        new Message("Resource" + group).message(1, RESOURCE).message(2, scopes).string(3);
    return new Message("Export" + service + "ServiceRequest").message(1, resources);
  }

  private @Nullable Field field(int number) {
    return number < fields.size() ? fields.get(number) : null;
  }

  private Message varint(int... numbers) {
    return define(new Field(VARINT + "", false, null), numbers);
  }

  private Message fixed64(int... numbers) {
    return define(new Field(FIXED64 + "", false, null), numbers);
  }

  private Message fixed32(int... numbers) {
    return define(new Field(FIXED32 + "", false, null), numbers);
  }

  private Message bytes(int... numbers) {
    return define(new Field(BYTES + "", false, null), numbers);
  }

  private Message string(int... numbers) {
    return define(new Field(BYTES + "", true, null), numbers);
  }

  private Message message(int number, Message message) {
    return define(new Field(BYTES + "", false, message), number);
  }

  /// Repeated numbers, which may be packed into one field or not.
  private Message packed(int wireType, int... numbers) {
    return define(new Field(wireType + " or " + BYTES, false, null), numbers);
  }

  private Message define(Field field, int... numbers) {
    for (int number : numbers) {
      while (fields.size() <= number) {
        fields.add(null);
      }
      fields.set(number, field);
    }
    return this;
  }

  private record Field(String wireTypes, boolean string, @Nullable Message message) {}
}
