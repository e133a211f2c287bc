package dev.weir.ottl;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.Signal;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.value.DecodedMap;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Requests of one item, written as map literals of the language, made by the official classes.
final class Items {
  private Items() {}

  /// A literal such as `{"name": "x", "attributes": {"a": 1}}`.
  static Map<String, @Nullable Object> parse(String literal) {
    Object value =
        new Compiler(ContextName.LOG, Functions.of(), false, new Slots())
            .value(literal)
            .get(Frame.NONE);
    return as(DecodedMap.class, value).entries();
  }

  static Signal signal(ContextName context) {
    return switch (context) {
      case SPAN, SPANEVENT, RESOURCE, SCOPE -> Signal.TRACES;
      case METRIC, DATAPOINT -> Signal.METRICS;
      case LOG -> Signal.LOGS;
      case PROFILE -> Signal.PROFILES;
    };
  }

  /// A request with one item of a context and what encloses it.
  static Message request(ContextName context, Map<String, @Nullable Object> item) {
    Map<String, @Nullable Object> own = new TreeMap<>(item);
    Resource resource =
        context == ContextName.RESOURCE
            ? build(Resource.class, Resource.newBuilder(), own)
            : build(Resource.class, Resource.newBuilder(), enclosing(own, "resource"));
    InstrumentationScope scope =
        context == ContextName.SCOPE
            ? build(InstrumentationScope.class, InstrumentationScope.newBuilder(), own)
            : build(
                InstrumentationScope.class,
                InstrumentationScope.newBuilder(),
                enclosing(own, "scope"));
    return switch (context) {
      case LOG -> {
        var request = ExportLogsServiceRequest.newBuilder();
        var envelope = request.addResourceLogsBuilder().setResource(resource);
        envelope
            .addScopeLogsBuilder()
            .setScope(scope)
            .addLogRecords(build(LogRecord.class, LogRecord.newBuilder(), own));
        yield request.build();
      }
      case RESOURCE, SCOPE -> traces(resource, scope, Span.newBuilder().setName("s").build());
      case SPAN -> traces(resource, scope, build(Span.class, Span.newBuilder(), own));
      case SPANEVENT -> {
        Span.Builder span =
            build(Span.class, Span.newBuilder(), enclosing(own, "span")).toBuilder();
        span.addEvents(build(Span.Event.class, Span.Event.newBuilder(), own));
        yield traces(resource, scope, span.build());
      }
      case METRIC -> metrics(resource, scope, build(Metric.class, Metric.newBuilder(), own));
      case DATAPOINT -> {
        Metric.Builder metric =
            build(Metric.class, Metric.newBuilder(), enclosing(own, "metric")).toBuilder();
        addPoint(metric, own);
        yield metrics(resource, scope, metric.build());
      }
      case PROFILE -> {
        var request = ExportProfilesServiceRequest.newBuilder();
        var envelope = request.addResourceProfilesBuilder().setResource(resource);
        envelope
            .addScopeProfilesBuilder()
            .setScope(scope)
            .addProfiles(build(Profile.class, Profile.newBuilder(), own));
        yield request.build();
      }
    };
  }

  /// The same request, with the entries of maps sorted.
  static Message sorted(Message message) {
    Message.Builder sorted = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (!descriptor.isRepeated()) {
        sorted.setField(descriptor, sorted((Message) field.getValue()));
        continue;
      }
      List<Message> elements =
          ((List<?>) field.getValue())
              .stream()
                  .map(element -> sorted((Message) element))
                  .sorted(Comparator.comparing(Items::key))
                  .toList();
      sorted.setField(descriptor, elements);
    }
    return sorted.build();
  }

  private static String key(Message message) {
    return message instanceof KeyValue entry ? entry.getKey() : "";
  }

  static Message parse(Signal signal, byte[] bytes) {
    try {
      return switch (signal) {
        case TRACES -> ExportTraceServiceRequest.parseFrom(bytes);
        case METRICS -> ExportMetricsServiceRequest.parseFrom(bytes);
        case LOGS -> ExportLogsServiceRequest.parseFrom(bytes);
        case PROFILES -> ExportProfilesServiceRequest.parseFrom(bytes);
      };
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("The result is no " + signal + " request", e);
    }
  }

  private static Message traces(Resource resource, InstrumentationScope scope, Span span) {
    var request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .setResource(resource)
        .addScopeSpansBuilder()
        .setScope(scope)
        .addSpans(span);
    return request.build();
  }

  private static Message metrics(Resource resource, InstrumentationScope scope, Metric metric) {
    var request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .setResource(resource)
        .addScopeMetricsBuilder()
        .setScope(scope)
        .addMetrics(metric);
    return request.build();
  }

  private static void addPoint(Metric.Builder metric, Map<String, @Nullable Object> point) {
    if (metric.getDataCase() == Metric.DataCase.DATA_NOT_SET) {
      metric.getGaugeBuilder();
    }
    FieldDescriptor data =
        metric.getDescriptorForType().findFieldByNumber(metric.getDataCase().getNumber());
    Message.Builder holder = ((Message) metric.getField(data)).toBuilder();
    FieldDescriptor points = holder.getDescriptorForType().findFieldByNumber(1);
    Message.Builder built = holder.newBuilderForField(points);
    fill(built, point);
    holder.addRepeatedField(points, built.build());
    metric.setField(data, holder.build());
  }

  private static Map<String, @Nullable Object> enclosing(
      Map<String, @Nullable Object> item, String name) {
    return item.remove(name) instanceof DecodedMap map ? map.entries() : Map.of();
  }

  private static <M extends Message> M build(
      Class<M> type, Message.Builder builder, Map<String, @Nullable Object> fields) {
    fill(builder, fields);
    return type.cast(builder.build());
  }

  private static void fill(Message.Builder builder, Map<String, @Nullable Object> fields) {
    for (Map.Entry<String, @Nullable Object> entry : fields.entrySet()) {
      FieldDescriptor field = builder.getDescriptorForType().findFieldByName(entry.getKey());
      if (field == null) {
        throw new IllegalArgumentException(
            entry.getKey()
                + " (expected: a field of "
                + builder.getDescriptorForType().getFullName()
                + ")");
      }
      set(builder, field, entry.getValue());
    }
  }

  private static void set(Message.Builder builder, FieldDescriptor field, @Nullable Object value) {
    if (value == null) {
      builder.clearField(field);
    } else if (field.isRepeated() && value instanceof DecodedMap map) {
      map.entries()
          .forEach((key, element) ->
              builder.addRepeatedField(
                  field, KeyValue.newBuilder().setKey(key).setValue(any(element)).build()));
    } else if (field.isRepeated()) {
      for (Object element : as(List.class, value)) {
        builder.addRepeatedField(field, single(builder, field, element));
      }
    } else {
      builder.setField(field, single(builder, field, value));
    }
  }

  private static Object single(
      Message.Builder builder, FieldDescriptor field, @Nullable Object value) {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        if (field.getMessageType() == AnyValue.getDescriptor()) {
          yield any(value);
        }
        Message.Builder inner = builder.newBuilderForField(field);
        fill(inner, as(DecodedMap.class, value).entries());
        yield inner.build();
      }
      case ENUM -> {
        EnumValueDescriptor symbol =
            value instanceof String name
                ? field.getEnumType().findValueByName(name)
                : field
                    .getEnumType()
                    .findValueByNumberCreatingIfUnknown(as(Long.class, value).intValue());
        yield symbol;
      }
      case INT -> as(Long.class, value).intValue();
      case LONG -> as(Long.class, value);
      case DOUBLE, FLOAT -> as(Number.class, value).doubleValue();
      case BOOLEAN, STRING -> as(Object.class, value);
      case BYTE_STRING ->
          ByteString.copyFrom(
              value instanceof String hex ? HexFormat.of().parseHex(hex) : as(byte[].class, value));
    };
  }

  private static <T> T as(Class<T> type, @Nullable Object value) {
    return type.cast(Objects.requireNonNull(value));
  }

  static AnyValue any(@Nullable Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case null -> {}
      case String text -> any.setStringValue(text);
      case Boolean bool -> any.setBoolValue(bool);
      case Long number -> any.setIntValue(number);
      case Double number -> any.setDoubleValue(number);
      case byte[] bytes -> any.setBytesValue(ByteString.copyFrom(bytes));
      case DecodedMap map -> {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        map.entries()
            .forEach((key, element) -> list.addValuesBuilder().setKey(key).setValue(any(element)));
        any.setKvlistValue(list);
      }
      case List<?> list -> {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        list.forEach(element -> array.addValues(any(element)));
        any.setArrayValue(array);
      }
      default -> throw new IllegalArgumentException(String.valueOf(value));
    }
    return any.build();
  }
}
