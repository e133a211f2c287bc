package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random messages against protobuf's own JSON and the official classes.
final class RoundTripTest {
  private static final int MESSAGES = 60;

  private static final List<JsonFormat.Printer> PRINTERS =
      List.of(
          JsonFormat.printer(),
          JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace(),
          JsonFormat.printer().printingEnumsAsInts(),
          JsonFormat.printer().alwaysPrintFieldsWithNoPresence());

  private long seed = Long.getLong("weir.seed", 20260101);

  @ParameterizedTest
  @EnumSource(Signal.class)
  void whatProtobufPrints_isReadAsTheSameMessage(Signal signal) {
    for (int i = 0; i < MESSAGES; i++, seed++) {
      Message message = message(signal);
      String json = OfficialJson.print(message, PRINTERS.get(i % PRINTERS.size()));
      OtlpJsonRequest read = OtlpJsonReader.read(signal, json.getBytes(UTF_8));
      assertThat(Requests.parse(signal, read.message())).as(label(json)).isEqualTo(message);
      assertThat(read.items()).as(label(json)).isEqualTo(Requests.items(message));
      assertThat(Requests.read(signal, OfficialJson.indented(json))).isEqualTo(message);
      assertThat(scan(signal, read)).as(label(json)).isEqualTo(new ScanResult(read.items(), 0));
    }
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void whatIsWritten_protobufReadsAsTheSameMessage(Signal signal) {
    for (int i = 0; i < MESSAGES; i++, seed++) {
      Message message = message(signal);
      String json = Requests.write(signal, message.toByteArray());
      Message official = OfficialJson.parse(json, Requests.empty(signal));
      assertThat(pruned(official)).as(label(json)).isEqualTo(pruned(message));
      assertThat(pruned(Requests.read(signal, json))).as(label(json)).isEqualTo(pruned(message));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Signal.class, mode = EnumSource.Mode.EXCLUDE, names = "PROFILES")
  void messagesConcatenated_areWrittenAsOne(Signal signal) {
    for (int i = 0; i < 20; i++, seed++) {
      Message one = message(signal);
      Message two = new RandomMessages(seed + 7).next(Requests.empty(signal));
      Message both = one.toBuilder().mergeFrom(two).build();
      byte[] bytes = one.toByteString().concat(two.toByteString()).toByteArray();
      assertThat(Requests.write(signal, bytes))
          .as("seed %d", seed)
          .isEqualTo(Requests.write(signal, both.toByteArray()));
    }
  }

  private static ScanResult scan(Signal signal, OtlpJsonRequest request) {
    return OtlpScan.scan(signal, request.message(), 0, request.message().length);
  }

  private Message message(Signal signal) {
    return new RandomMessages(seed).next(Requests.empty(signal));
  }

  private String label(String json) {
    return "seed " + seed + " " + json;
  }

  /// Without messages that are there but empty: the Collector writes some of them always.
  private static Message pruned(Message message) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return;
          }
          if (field.isRepeated()) {
            for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
              builder.setRepeatedField(
                  field, i, pruned((Message) message.getRepeatedField(field, i)));
            }
            return;
          }
          Message child = pruned((Message) value);
          if (child.equals(child.getDefaultInstanceForType())
              && field.getRealContainingOneof() == null) {
            builder.clearField(field);
          } else {
            builder.setField(field, child);
          }
        });
    return builder.build();
  }
}
