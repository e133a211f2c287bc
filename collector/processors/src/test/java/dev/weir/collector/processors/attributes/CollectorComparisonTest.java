package dev.weir.collector.processors.attributes;

import static dev.weir.collector.processors.attributes.Actions.action;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.weir.collector.testkit.TestData;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares every action that looks at values with what the Collector made of the same values.
class CollectorComparisonTest {
  private static final Map<String, ActionConfig> ACTIONS =
      Map.of(
          "hash", action(ActionType.HASH, "a"),
          "hash_key_and_pattern", Actions.pattern(ActionType.HASH, "a", "^a$"),
          "convert_int", Actions.convert("a", ConvertedType.INT),
          "convert_double", Actions.convert("a", ConvertedType.DOUBLE),
          "convert_string", Actions.convert("a", ConvertedType.STRING),
          "upsert_copy", Actions.copy(ActionType.UPSERT, "b", "a"),
          "extract", Actions.pattern(ActionType.EXTRACT, "a", "^(?P<a>[0-9]+)(?P<b>[.].)?"));

  static Stream<String> lines() throws IOException {
    var file = CollectorComparisonTest.class.getResourceAsStream("collector.tsv");
    try (var reader =
        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file), UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void action_doesWhatTheCollectorDoes(String line) throws InvalidProtocolBufferException {
    String[] columns = line.split("\t", -1);
    AnyValue value = value(columns[1]);
    List<KeyValue> expected = parse(columns[2], KeyValueList.newBuilder()).getValuesList();
    if (isBeyondLong(columns[0], value)) {
      return;
    }

    List<KeyValue> attributes =
        Actions.run(
            List.of(Objects.requireNonNull(ACTIONS.get(columns[0]))),
            TestData.attribute("a", value));

    assertThat(sorted(attributes)).isEqualTo(sorted(expected));
  }

  /// The Collector gives a double that no long can hold the value that the processor gives it, and
  /// that differs between processors. Here it is the nearest long.
  private static boolean isBeyondLong(String action, AnyValue value) {
    return action.equals("convert_int")
        && value.hasDoubleValue()
        && !(Math.abs(value.getDoubleValue()) < 0x1p63);
  }

  /// The parser forgets the sign of zero, and Go's NaN has other bits than Java's.
  private static AnyValue value(String json) throws InvalidProtocolBufferException {
    return switch (json) {
      case "{\"doubleValue\": -0.0}" -> TestData.value(-0.0);
      case "{\"doubleValue\": \"NaN\"}" ->
          TestData.value(Double.longBitsToDouble(0x7FF8_0000_0000_0001L));
      default -> parse(json, AnyValue.newBuilder()).build();
    };
  }

  private static <B extends Message.Builder> B parse(String json, B into)
      throws InvalidProtocolBufferException {
    JsonFormat.parser().merge(json, into);
    return into;
  }

  /// By key, and without negative zeros, which the Collector's JSON does not show.
  private static List<KeyValue> sorted(List<KeyValue> attributes) {
    return attributes.stream()
        .map(attribute ->
            attribute.getValue().hasDoubleValue() && attribute.getValue().getDoubleValue() == 0
                ? TestData.attribute(attribute.getKey(), 0.0)
                : attribute)
        .sorted(Comparator.comparing(KeyValue::getKey))
        .toList();
  }
}
