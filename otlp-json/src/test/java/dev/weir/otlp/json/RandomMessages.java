package dev.weir.otlp.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;

/// Makes messages of any shape that OTLP allows, from a seed.
final class RandomMessages {
  private static final int MAX_DEPTH = 14;
  private static final String[] TEXTS = {
    "",
    "a",
    "http.request.method",
    "line\nbreak\ttab",
    "quote\" back\\slash / \u0000\u001f\u007f",
    "é ü ß",
    "日本語",
    "😀 beyond the plane",
    "\u2028\u2029",
    "x".repeat(300)
  };
  private static final double[] DOUBLES = {
    1,
    -1,
    0.1,
    1e-7,
    1e21,
    -2.5,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    1 / 3.0,
    1e15,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    123456.789,
    9007199254740992.0
  };
  private static final long[] LONGS = {0, 1, -1, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, 1 << 30};

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  Message next(Message prototype) {
    return next(prototype, 0);
  }

  private Message next(Message prototype, int depth) {
    Descriptor type = prototype.getDescriptorForType();
    Message.Builder builder = prototype.newBuilderForType();
    for (FieldDescriptor field : type.getFields()) {
      if (isSkipped(field, depth)) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else {
        builder.setField(field, value(builder, field, depth));
      }
    }
    return builder.build();
  }

  private boolean isSkipped(FieldDescriptor field, int depth) {
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (message && depth >= MAX_DEPTH) {
      return true;
    }
    boolean envelope = depth < 3 && message && field.isRepeated();
    return !envelope && random.nextInt(3) == 0;
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) LONGS[random.nextInt(LONGS.length)];
      case LONG -> LONGS[random.nextInt(LONGS.length)];
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case FLOAT -> throw new AssertionError("no float in OTLP");
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING -> bytes(idLength(field.getName()));
      case ENUM -> enumValue(field.getEnumType());
      case MESSAGE -> next(parent.newBuilderForField(field).build(), depth + 1);
    };
  }

  private ByteString bytes(int idLength) {
    byte[] bytes = new byte[idLength > 0 ? idLength : random.nextInt(20)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  /// Bytes of an id by its field's name, or 0 for other fields.
  static int idLength(String name) {
    return switch (name) {
      case "trace_id", "profile_id" -> 16;
      case "span_id", "parent_span_id" -> 8;
      default -> 0;
    };
  }

  private Object enumValue(EnumDescriptor type) {
    return random.nextInt(8) == 0
        ? type.findValueByNumberCreatingIfUnknown(1000 + random.nextInt(5))
        : type.getValues().get(random.nextInt(type.getValues().size()));
  }
}
