package dev.weir.collector.app.compared;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Requests as lines that can be compared: without times of the run, and without orders that mean
/// nothing.
final class PlainText {
  /// Times after it are those of the run.
  private static final long PAST = 1_750_000_000_000_000_000L;

  private final Signal signal;
  private final boolean unordered;

  PlainText(Signal signal, boolean unordered) {
    this.signal = signal;
    this.unordered = unordered;
  }

  List<String> lines(List<String> requests) {
    List<String> lines = new ArrayList<>();
    for (String json : requests) {
      String text = TextFormat.printer().printToString(plain((Message) parse(json)));
      lines.addAll(List.of(("request\n" + text).split("\n")));
    }
    return lines;
  }

  private Object parse(String json) {
    try {
      byte[] text = json.getBytes(UTF_8);
      return OtlpMessage.parser(signal)
          .parseFrom(OtlpJsonReader.read(signal, text, 0, text.length).message());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
  }

  private Message plain(Message message) {
    Message.Builder builder = message.toBuilder();
    message.getAllFields().forEach((field, value) -> builder.setField(field, plain(field, value)));
    return builder.build();
  }

  private Object plain(FieldDescriptor field, Object value) {
    if (value instanceof List<?> list) {
      return list(field, list);
    }
    if (value instanceof Message nested) {
      return plain(nested);
    }
    if (value instanceof Long time && field.getName().endsWith("time_unix_nano") && time > PAST) {
      return 1L;
    }
    return value instanceof String text && text.matches("20\\d\\d-\\d\\d-\\d\\dT.*")
        ? "a time"
        : value;
  }

  private List<Object> list(FieldDescriptor field, List<?> list) {
    List<Object> plain = new ArrayList<>();
    list.forEach(item -> plain.add(item instanceof Message nested ? plain(nested) : item));
    if (!plain.isEmpty() && plain.getFirst() instanceof KeyValue) {
      plain.sort(Comparator.comparing(item -> ((KeyValue) item).getKey()));
    } else if (unordered && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      plain.sort(Comparator.comparing(Object::toString));
    }
    return plain;
  }
}
