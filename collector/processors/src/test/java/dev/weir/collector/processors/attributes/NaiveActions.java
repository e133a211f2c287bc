package dev.weir.collector.processors.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The actions once more, in the plainest way, on the official classes. Strings, numbers and
/// booleans only.
final class NaiveActions {
  private NaiveActions() {}

  static List<KeyValue> run(List<ActionConfig> actions, List<KeyValue> attributes) {
    Map<String, AnyValue> map = new LinkedHashMap<>();
    attributes.forEach(attribute -> map.put(attribute.getKey(), attribute.getValue()));
    actions.forEach(action -> run(action, map));
    List<KeyValue> after = new ArrayList<>();
    map.forEach(
        (key, value) -> after.add(KeyValue.newBuilder().setKey(key).setValue(value).build()));
    return after;
  }

  private static void run(ActionConfig action, Map<String, AnyValue> map) {
    String key = action.key();
    Pattern pattern = Pattern.compile(action.pattern());
    boolean byPattern = !action.pattern().isEmpty();
    switch (Objects.requireNonNull(action.action())) {
      case INSERT -> source(action, map, value -> map.putIfAbsent(key, value));
      case UPDATE -> source(action, map, value -> map.replace(key, value));
      case UPSERT -> source(action, map, value -> map.put(key, value));
      case DELETE -> {
        map.remove(key);
        map.keySet().removeIf(name -> byPattern && pattern.matcher(name).find());
      }
      case HASH -> {
        map.computeIfPresent(key, (_, value) -> hash(value));
        map.replaceAll(
            (name, value) -> byPattern && pattern.matcher(name).find() ? hash(value) : value);
      }
      case EXTRACT -> extract(map, key, pattern);
      case CONVERT -> map.computeIfPresent(key, (_, value) -> convert(action, value));
    }
  }

  private static void source(
      ActionConfig action,
      Map<String, AnyValue> map,
      java.util.function.Consumer<AnyValue> setter) {
    AnyValue found = action.value() != null ? of(action.value()) : map.get(action.fromAttribute());
    if (found == null && action.defaultValue() != null) {
      found = of(action.defaultValue());
    }
    if (found != null) {
      setter.accept(found);
    }
  }

  private static void extract(Map<String, AnyValue> map, String key, Pattern pattern) {
    AnyValue value = map.get(key);
    if (value == null || !value.hasStringValue()) {
      return;
    }
    Matcher matcher = pattern.matcher(value.getStringValue());
    if (matcher.find()) {
      pattern.namedGroups().entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .forEach(name -> map.put(name, of(Objects.toString(matcher.group(name), ""))));
    }
  }

  private static AnyValue convert(ActionConfig action, AnyValue value) {
    Object plain = plain(value);
    // Doubles come from whole numbers here.
    String text = String.valueOf(plain instanceof Double number ? number.longValue() : plain);
    return switch (Objects.requireNonNull(action.convertedType())) {
      case STRING -> of(text);
      case INT ->
          plain instanceof Boolean bool
              ? of(bool ? 1L : 0L)
              : text.matches("-?[0-9]+") ? of(Long.parseLong(text)) : value;
      case DOUBLE ->
          plain instanceof Boolean bool
              ? of(bool ? 1.0 : 0.0)
              : text.matches("-?[0-9]+") ? of(Double.parseDouble(text)) : value;
    };
  }

  private static AnyValue hash(AnyValue value) {
    byte[] bytes =
        switch (plain(value)) {
          case String text -> text.getBytes(UTF_8);
          case Double number ->
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(number).array();
          case Long number ->
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
          case Boolean bool -> new byte[] {(byte) (bool ? 1 : 0)};
          default -> throw new AssertionError(value);
        };
    try {
      return of(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Object plain(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case BOOL_VALUE -> value.getBoolValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      default -> throw new AssertionError(value);
    };
  }

  private static AnyValue of(@Nullable Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    return switch (value) {
      case String text -> any.setStringValueBytes(ByteString.copyFromUtf8(text)).build();
      case Long number -> any.setIntValue(number).build();
      case Double number -> any.setDoubleValue(number).build();
      case Boolean bool -> any.setBoolValue(bool).build();
      case null, default -> throw new AssertionError(value);
    };
  }
}
