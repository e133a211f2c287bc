package dev.weir.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedBytesView;
import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.metrics.MetricsView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.trace.TracesView;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Compares views with the official classes, field by field: whatever field a message has by its
/// descriptor, the view must have an accessor of that name that returns the same.
public final class ViewOracle {
  /// Accessors that could not have the name of their field.
  private static final Map<String, String> RENAMED =
      Map.of(
          "opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets.offset",
          "bucketOffset");

  /// What no view reads: profiles refer to a dictionary, which stays bytes.
  private static final Set<String> WITHOUT_VIEW =
      Set.of(
          "opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest.dictionary",
          "opentelemetry.proto.profiles.v1development.Profile.sample_type",
          "opentelemetry.proto.profiles.v1development.Profile.period_type");

  private ViewOracle() {}

  /// A view of whole requests.
  public static MessageView view(Signal signal) {
    return switch (signal) {
      case TRACES -> new TracesView();
      case METRICS -> new MetricsView();
      case LOGS -> new LogsView();
      case PROFILES -> new ProfilesView();
    };
  }

  /// Calls every accessor of a view and of the views it returns, and writes down what they say.
  public static void print(Object view, StringBuilder out) {
    List<Method> accessors =
        Arrays.stream(view.getClass().getMethods())
            .filter(method -> isAccessor(method))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method accessor : accessors) {
      out.append(accessor.getName()).append('=');
      printValue(call(view, accessor.getName()), out);
      out.append(' ');
    }
  }

  private static void printValue(Object value, StringBuilder out) {
    if (value instanceof BytesView bytes) {
      out.append(bytes.hex());
    } else if (value instanceof AttributesView attributes) {
      out.append(attributes.size()).append('{');
      while (attributes.next()) {
        printValue(attributes.key(), out);
        printValue(attributes.value(), out);
      }
      out.append('}');
    } else if (value instanceof AnyValueView any) {
      out.append(any.kind()).append(any.boolValue()).append(any.intValue());
      out.append(any.doubleValue()).append(any.string().hex()).append(any.bytes().hex());
      printValue(any.map(), out);
      ArrayValueView array = any.array();
      while (array.next()) {
        printValue(array.value(), out);
      }
    } else if (value instanceof RepeatedNumberView numbers) {
      while (numbers.next()) {
        out.append(numbers.longValue()).append(',');
      }
    } else if (value instanceof RepeatedBytesView strings) {
      while (strings.next()) {
        out.append(strings.value().hex()).append(',');
      }
    } else if (value instanceof MessageView message) {
      out.append('(');
      print(message, out);
      while (message.next()) {
        print(message, out);
      }
      out.append(')');
    } else {
      out.append(value);
    }
  }

  private static boolean isAccessor(Method method) {
    return method.getDeclaringClass() != MessageView.class
        && method.getDeclaringClass() != Object.class
        && method.getParameterCount() == 0;
  }

  public static void assertSame(MessageView view, Message expected) {
    for (FieldDescriptor field : expected.getDescriptorForType().getFields()) {
      if (!WITHOUT_VIEW.contains(field.getFullName())) {
        compare(call(view, accessor(field)), field, expected, view);
      }
    }
  }

  private static void compare(
      Object actual, FieldDescriptor field, Message expected, MessageView view) {
    Object value = expected.getField(field);
    if (field.isRepeated()) {
      compareAll(actual, field, (List<?>) value);
    } else if (actual instanceof AnyValueView any) {
      assertSame(any, (AnyValue) value);
    } else if (actual instanceof MessageView child) {
      assertSame(child, (Message) value);
    } else {
      assertThat(plain(actual)).as(field.getFullName()).isEqualTo(expected(field, value));
      if (field.hasPresence() && field.getRealContainingOneof() == null) {
        assertThat(call(view, "has" + capital(accessor(field))))
            .as("presence of " + field.getFullName())
            .isEqualTo(expected.hasField(field));
      }
      if (field.getName().equals("as_double") || field.getName().equals("as_int")) {
        assertThat(call(view, "is" + accessor(field).substring(2)))
            .isEqualTo(expected.hasField(field));
      }
    }
  }

  private static void compareAll(Object actual, FieldDescriptor field, List<?> expected) {
    if (actual instanceof AttributesView attributes) {
      assertSame(attributes, expected);
      return;
    }
    if (actual instanceof RepeatedNumberView sized) {
      assertThat(sized.size()).as(field.getFullName()).isEqualTo(expected.size());
    }
    for (Object value : expected) {
      if (actual instanceof MessageView child) {
        assertThat(child.next()).as(field.getFullName()).isTrue();
        assertSame(child, (Message) value);
      } else if (actual instanceof RepeatedBytesView strings) {
        assertThat(strings.next()).isTrue();
        assertThat(strings.value()).hasToString((String) value);
      } else {
        RepeatedNumberView numbers = (RepeatedNumberView) actual;
        assertThat(numbers.next()).isTrue();
        if (value instanceof Double number) {
          assertThat(numbers.doubleValue()).isEqualTo(number);
        } else if (field.getType() == FieldDescriptor.Type.INT32) {
          assertThat((int) numbers.longValue()).isEqualTo(value);
        } else {
          assertThat(numbers.longValue()).isEqualTo(value);
        }
      }
    }
    assertThat((Boolean) call(actual, "next")).as("end of " + field.getFullName()).isFalse();
  }

  public static void assertSame(AttributesView view, List<?> expected) {
    assertThat(view.size()).isEqualTo(expected.size());
    assertThat(view.isEmpty()).isEqualTo(expected.isEmpty());
    for (Object each : expected) {
      KeyValue keyValue = (KeyValue) each;
      assertThat(view.next()).isTrue();
      assertThat(view.key()).hasToString(keyValue.getKey());
      assertThat(view.keyEquals(keyValue.getKeyBytes().toByteArray())).isTrue();
      assertThat(view.entry().keyIndex()).isEqualTo(keyValue.getKeyStrindex());
      assertSame(view.value(), keyValue.getValue());
    }
    assertThat(view.next()).isFalse();
    for (Object each : expected) {
      byte[] key = ((KeyValue) each).getKeyBytes().toByteArray();
      AnyValueView found = view.find(key);
      assertSame(Objects.requireNonNull(found), firstWith(((KeyValue) each).getKey(), expected));
    }
    assertThat(view.find("no such key".getBytes(UTF_8))).isNull();
  }

  public static void assertSame(AnyValueView view, AnyValue expected) {
    switch (expected.getValueCase()) {
      case VALUE_NOT_SET -> assertThat(view.kind()).isEqualTo(AnyValueView.Kind.EMPTY);
      case STRING_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.STRING);
        assertThat(view.stringValue()).isEqualTo(expected.getStringValue());
        assertThat(view.stringEquals(expected.getStringValueBytes().toByteArray())).isTrue();
      }
      case BOOL_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.BOOL);
        assertThat(view.boolValue()).isEqualTo(expected.getBoolValue());
      }
      case INT_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.INT);
        assertThat(view.intValue()).isEqualTo(expected.getIntValue());
      }
      case DOUBLE_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.DOUBLE);
        assertThat(view.doubleValue()).isEqualTo(expected.getDoubleValue());
      }
      case BYTES_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.BYTES);
        assertThat(view.bytes().toByteArray()).isEqualTo(expected.getBytesValue().toByteArray());
      }
      case STRING_VALUE_STRINDEX -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.STRING_INDEX);
        assertThat(view.stringIndex()).isEqualTo(expected.getStringValueStrindex());
      }
      case ARRAY_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.ARRAY);
        assertSame(view.array(), expected.getArrayValue().getValuesList());
      }
      case KVLIST_VALUE -> {
        assertThat(view.kind()).isEqualTo(AnyValueView.Kind.KEY_VALUE_LIST);
        assertSame(view.map(), expected.getKvlistValue().getValuesList());
      }
    }
  }

  private static void assertSame(ArrayValueView view, List<AnyValue> expected) {
    assertThat(view.size()).isEqualTo(expected.size());
    for (AnyValue value : expected) {
      assertThat(view.next()).isTrue();
      assertSame(view.value(), value);
    }
    assertThat(view.next()).isFalse();
  }

  private static AnyValue firstWith(String key, List<?> keyValues) {
    return keyValues.stream()
        .map(KeyValue.class::cast)
        .filter(each -> each.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Object plain(Object actual) {
    return actual instanceof BytesView bytes ? ByteString.copyFrom(bytes.toByteArray()) : actual;
  }

  private static Object expected(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case STRING -> ByteString.copyFromUtf8((String) value);
      case ENUM -> ((EnumValueDescriptor) value).getNumber();
      case UINT32 -> isFlags(field) ? value : (Object) Integer.toUnsignedLong((Integer) value);
      default -> value;
    };
  }

  private static boolean isFlags(FieldDescriptor field) {
    return field.getName().equals("flags");
  }

  private static String accessor(FieldDescriptor field) {
    String name = field.getJsonName();
    return RENAMED.getOrDefault(field.getFullName(), name);
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Object call(Object target, String method) {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError(method, e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(target.getClass().getSimpleName() + "." + method, e);
    }
  }
}
