package dev.weir.otlp.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Walks the official definitions, so that neither the table nor the scan can miss a field.
class MessageTest {
  @ParameterizedTest
  @EnumSource
  void table_saysWhatTheOfficialDefinitionsSay(Signal signal) {
    Set<Descriptor> seen = new HashSet<>();
    Deque<Step> steps = new ArrayDeque<>(List.of(Step.first(signal)));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (seen.add(step.type)) {
        compare(step.type, step.message);
        steps.addAll(step.below());
      }
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldWithAnotherWireType_isRefused(Signal signal) {
    for (Step step : everyPath(signal)) {
      for (FieldDescriptor field : step.type.getFields()) {
        for (int wireType : new int[] {0, 1, 2, 5}) {
          byte[] request = step.requestWith(field.getNumber(), wireType);
          boolean allowed = wireTypes(field).contains(wireType);
          assertThat(accepts(signal, request))
              .as("wire type %d in %s", wireType, field.getFullName())
              .isEqualTo(allowed);
        }
      }
    }
  }

  private static void compare(Descriptor type, Message message) {
    for (FieldDescriptor field : type.getFields()) {
      int number = field.getNumber();
      String name = field.getFullName();
      assertThat(message.knows(number)).as(name).isTrue();
      assertThat(message.isString(number))
          .as(name)
          .isEqualTo(field.getType() == FieldDescriptor.Type.STRING);
      assertThat(message.child(number) != null)
          .as(name)
          .isEqualTo(field.getType() == FieldDescriptor.Type.MESSAGE);
      assertThat(message.expectedWireTypes(number))
          .as(name)
          .isEqualTo(String.join(" or ", wireTypes(field).stream().map(String::valueOf).toList()));
    }
    for (int number = 1; number < 1000; number++) {
      assertThat(message.knows(number)).isEqualTo(type.findFieldByNumber(number) != null);
    }
  }

  private static List<Integer> wireTypes(FieldDescriptor field) {
    List<Integer> types = new ArrayList<>();
    types.add(WireFormatOf.field(field));
    if (field.isPackable()) {
      types.add(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }
    return types;
  }

  private static boolean accepts(Signal signal, byte[] request) {
    try {
      OtlpScan.scan(signal, request, 0, request.length);
      return true;
    } catch (MalformedOtlpException e) {
      assertThat(e).hasMessageContaining("(expected: ");
      return false;
    }
  }

  /// One way to each message type, the shortest.
  private static List<Step> everyPath(Signal signal) {
    Set<Descriptor> seen = new HashSet<>();
    List<Step> paths = new ArrayList<>(List.of(Step.first(signal)));
    for (int i = 0; i < paths.size(); i++) {
      for (Step below : paths.get(i).below()) {
        if (seen.add(below.type)) {
          paths.add(below);
        }
      }
    }
    return paths;
  }

  private record Step(Descriptor type, Message message, List<Integer> path) {
    static Step first(Signal signal) {
      return new Step(
          Requests.prototype(signal).getDescriptorForType(), Message.request(signal), List.of());
    }

    List<Step> below() {
      List<Step> steps = new ArrayList<>();
      for (FieldDescriptor field : type.getFields()) {
        if (field.getType() == FieldDescriptor.Type.MESSAGE) {
          List<Integer> longer = new ArrayList<>(path);
          longer.add(field.getNumber());
          steps.add(new Step(field.getMessageType(), message.holder(field.getNumber()), longer));
        }
      }
      return steps;
    }

    /// A request in which this message holds one field, its value zero or empty.
    byte[] requestWith(int number, int wireType) {
      ProtoWriter writer = new ProtoWriter();
      List<Integer> marks = new ArrayList<>();
      path.forEach(each -> marks.add(writer.beginMessage(each)));
      switch (wireType) {
        case 0 -> writer.uint64(number, 0);
        case 1 -> writer.fixed64(number, 0);
        case 2 -> writer.bytes(number, new byte[0]);
        default -> writer.fixed32(number, 0);
      }
      for (int i = marks.size() - 1; i >= 0; i--) {
        writer.endMessage(marks.get(i));
      }
      return writer.toByteArray();
    }
  }

  private static final class WireFormatOf {
    static int field(FieldDescriptor field) {
      return switch (field.getType()) {
        case FIXED64, SFIXED64, DOUBLE -> WireFormat.WIRETYPE_FIXED64;
        case FIXED32, SFIXED32, FLOAT -> WireFormat.WIRETYPE_FIXED32;
        case STRING, BYTES, MESSAGE -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
        default -> WireFormat.WIRETYPE_VARINT;
      };
    }
  }
}
