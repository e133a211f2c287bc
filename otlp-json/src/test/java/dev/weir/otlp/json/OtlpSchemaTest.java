package dev.weir.otlp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table says what the official descriptors say.
final class OtlpSchemaTest {
  private final Set<Descriptor> seen = new HashSet<>();

  @ParameterizedTest
  @EnumSource(Signal.class)
  void everyFieldOfTheOfficialMessages_isInTheTableWithItsNamesNumberAndType(Signal signal) {
    compare(OtlpSchema.request(signal), Requests.empty(signal).getDescriptorForType());
    assertThat(seen.size()).isGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void responses_areInTheTableToo(Signal signal) {
    compare(OtlpSchema.response(signal), response(signal));
    assertThat(seen).hasSize(2);
  }

  private static Descriptor response(Signal signal) {
    return switch (signal) {
      case TRACES -> ExportTraceServiceResponse.getDescriptor();
      case METRICS -> ExportMetricsServiceResponse.getDescriptor();
      case LOGS -> ExportLogsServiceResponse.getDescriptor();
      case PROFILES -> ExportProfilesServiceResponse.getDescriptor();
    };
  }

  private void compare(MessageType type, Descriptor official) {
    if (!seen.add(official)) {
      return;
    }
    assertThat(type.fields).as(type.name).hasSize(official.getFields().size());
    for (FieldDescriptor expected : official.getFields()) {
      Field field = type.fields[type.slot(expected.getNumber())];
      String label = type.name + "." + field.name;
      assertThat(field.name).isEqualTo(expected.getJsonName());
      assertThat(field.snakeName()).isEqualTo(expected.getName());
      assertThat(field.type).as(label).isEqualTo(fieldType(expected));
      assertThat(field.repeated).as(label).isEqualTo(expected.isRepeated());
      assertThat(field.oneof).as(label).isEqualTo(expected.getRealContainingOneof() != null);
      assertThat(field.idLength).as(label).isEqualTo(RandomMessages.idLength(expected.getName()));
      if (field.type != FieldType.MESSAGE && !field.repeated) {
        assertThat(field.optional).as(label).isEqualTo(expected.hasPresence());
      }
      if (field.type == FieldType.MESSAGE) {
        compare(field.message(), expected.getMessageType());
      }
      if (field.type == FieldType.ENUM) {
        for (EnumValueDescriptor value : expected.getEnumType().getValues()) {
          assertThat(field.enumNames.numberOf(value.getName())).isEqualTo(value.getNumber());
        }
      }
    }
  }

  private static FieldType fieldType(FieldDescriptor field) {
    if (RandomMessages.idLength(field.getName()) > 0) {
      return FieldType.ID;
    }
    return FieldType.valueOf(field.getType().name().toUpperCase(Locale.ROOT));
  }
}
