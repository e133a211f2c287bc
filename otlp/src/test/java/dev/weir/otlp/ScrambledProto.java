package dev.weir.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Encodes messages legally but as no usual writer does: fields in any order, scalars that occur
/// again, nested messages in two parts, numbers packed, unpacked or both, defaults written out,
/// another alternative before the one that counts, unknown fields in between. What the bytes mean
/// is what the official parser makes of them.
public final class ScrambledProto {
  private static final int UNKNOWN = 999;

  private final Random random;

  public ScrambledProto(long seed) {
    random = new Random(seed);
  }

  public byte[] encode(Message message) {
    return join(fields(message));
  }

  /// The fields in an order in which occurrences of the same field, and of fields that exclude each
  /// other, keep theirs.
  private List<byte[]> fields(Message message) {
    List<Deque<byte[]>> queues = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() == null) {
        queues.add(occurrences(message, field));
      }
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
      queues.add(alternatives(message, oneof));
    }
    if (rarely()) {
      queues.add(new ArrayDeque<>(List.of(field(UNKNOWN, ByteString.copyFromUtf8("unknown")))));
    }
    List<byte[]> fields = new ArrayList<>();
    queues.removeIf(Deque::isEmpty);
    while (!queues.isEmpty()) {
      Deque<byte[]> queue = queues.get(random.nextInt(queues.size()));
      fields.add(queue.remove());
      queues.removeIf(Deque::isEmpty);
    }
    return fields;
  }

  private Deque<byte[]> occurrences(Message message, FieldDescriptor field) {
    Deque<byte[]> queue = new ArrayDeque<>();
    if (field.isRepeated()) {
      repeated(message, field, queue);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (message.hasField(field)) {
        nested((Message) message.getField(field), field, queue);
      }
    } else if (!field.hasPresence() || message.hasField(field)) {
      if (rarely()) {
        queue.add(scalar(field, anyScalar(field)));
        queue.add(scalar(field, message.getField(field)));
      } else if (!isDefault(message, field) || rarely()) {
        queue.add(scalar(field, message.getField(field)));
      }
    }
    return queue;
  }

  private Deque<byte[]> alternatives(Message message, OneofDescriptor oneof) {
    Deque<byte[]> queue = new ArrayDeque<>();
    FieldDescriptor chosen = message.getOneofFieldDescriptor(oneof);
    if (chosen == null) {
      return queue;
    }
    FieldDescriptor other = oneof.getField(random.nextInt(oneof.getFieldCount()));
    if (rarely() && other != chosen) {
      queue.add(
          other.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              ? field(other.getNumber(), ByteString.EMPTY)
              : scalar(other, anyScalar(other)));
    }
    if (chosen.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      nested((Message) message.getField(chosen), chosen, queue);
    } else {
      queue.add(scalar(chosen, message.getField(chosen)));
    }
    return queue;
  }

  private void nested(Message value, FieldDescriptor field, Deque<byte[]> queue) {
    List<byte[]> parts = fields(value);
    int cut = rarely() ? random.nextInt(parts.size() + 1) : 0;
    if (cut > 0) {
      queue.add(field(field.getNumber(), ByteString.copyFrom(join(parts.subList(0, cut)))));
    }
    queue.add(
        field(field.getNumber(), ByteString.copyFrom(join(parts.subList(cut, parts.size())))));
  }

  private void repeated(Message message, FieldDescriptor field, Deque<byte[]> queue) {
    int count = message.getRepeatedFieldCount(field);
    for (int i = 0; i < count; i++) {
      Object value = message.getRepeatedField(field, i);
      if (value instanceof Message nested) {
        queue.add(field(field.getNumber(), ByteString.copyFrom(encode(nested))));
      } else if (!field.isPackable() || rarely()) {
        queue.add(scalar(field, value));
      } else {
        int more = random.nextInt(count - i);
        queue.add(packed(message, field, i, i + more + 1));
        i += more;
      }
    }
  }

  private static byte[] packed(Message message, FieldDescriptor field, int from, int to) {
    return written(out -> {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      CodedOutputStream numbers = CodedOutputStream.newInstance(content);
      for (int i = from; i < to; i++) {
        writeScalar(numbers, field, message.getRepeatedField(field, i));
      }
      numbers.flush();
      out.writeByteArray(field.getNumber(), content.toByteArray());
    });
  }

  private static byte[] scalar(FieldDescriptor field, Object value) {
    return written(out -> {
      out.writeTag(field.getNumber(), wireType(field));
      writeScalar(out, field, value);
    });
  }

  private static byte[] field(int number, ByteString content) {
    return written(out -> out.writeBytes(number, content));
  }

  private static void writeScalar(CodedOutputStream out, FieldDescriptor field, Object value)
      throws IOException {
    switch (field.getType()) {
      case STRING -> out.writeStringNoTag((String) value);
      case BYTES -> out.writeBytesNoTag((ByteString) value);
      case BOOL -> out.writeBoolNoTag((Boolean) value);
      case ENUM -> out.writeEnumNoTag(((EnumValueDescriptor) value).getNumber());
      case INT32 -> out.writeInt32NoTag((Integer) value);
      case UINT32 -> out.writeUInt32NoTag((Integer) value);
      case SINT32 -> out.writeSInt32NoTag((Integer) value);
      case INT64 -> out.writeInt64NoTag((Long) value);
      case UINT64 -> out.writeUInt64NoTag((Long) value);
      case FIXED32 -> out.writeFixed32NoTag((Integer) value);
      case FIXED64, SFIXED64 -> out.writeFixed64NoTag((Long) value);
      case DOUBLE -> out.writeDoubleNoTag((Double) value);
      default -> throw new IllegalArgumentException(field.getFullName());
    }
  }

  private static int wireType(FieldDescriptor field) {
    return switch (field.getType()) {
      case STRING, BYTES -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
      case FIXED32 -> WireFormat.WIRETYPE_FIXED32;
      case FIXED64, SFIXED64, DOUBLE -> WireFormat.WIRETYPE_FIXED64;
      default -> WireFormat.WIRETYPE_VARINT;
    };
  }

  private Object anyScalar(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "overwritten";
      case BYTE_STRING -> ByteString.copyFromUtf8("overwritten");
      case ENUM -> field.getEnumType().getValues().get(0);
      default -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private static boolean isDefault(Message message, FieldDescriptor field) {
    return !message.hasField(field);
  }

  private boolean rarely() {
    return random.nextInt(5) == 0;
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
