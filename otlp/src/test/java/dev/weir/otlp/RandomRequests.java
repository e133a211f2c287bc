package dev.weir.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;
import java.util.Random;

/// Requests of any shape the definitions allow, built with the official classes: every field may be
/// there, lists have any small length, and fields that nobody defined are strewn in.
public final class RandomRequests {
  private static final int MAX_DEPTH = 12;
  private static final String[] TEXTS = {
    "", "a", "http.method", "GET /käse/{id}", "eine längere Zeichenkette, in der 日本語 und 😀 stehen"
  };

  private final Random random;

  public RandomRequests(long seed) {
    random = new Random(seed);
  }

  /// The encoded first request of a seed, with foreign bytes around it.
  public static ByteRange bytes(Signal signal, long seed) {
    byte[] bytes = new RandomRequests(seed).next(signal).toByteArray();
    byte[] framed = new byte[bytes.length + 9];
    Arrays.fill(framed, (byte) 0xFF);
    System.arraycopy(bytes, 0, framed, 5, bytes.length);
    return new ByteRange(framed, 5, bytes.length);
  }

  public Message next(Signal signal) {
    return message(Requests.prototype(signal).newBuilderForType(), 0);
  }

  private Message message(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        for (int i = count(field, depth); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else if (wants(field, depth) && isFree(builder, field)) {
        builder.setField(field, value(builder, field, depth));
      }
    }
    if (random.nextInt(12) == 0) {
      builder.setUnknownFields(unknown());
    }
    return builder.build();
  }

  private int count(FieldDescriptor field, int depth) {
    if (depth > MAX_DEPTH) {
      return 0;
    }
    int most = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < 4 ? 5 : 3;
    return random.nextInt(most);
  }

  private boolean wants(FieldDescriptor field, int depth) {
    boolean isMessage = field.getType() == FieldDescriptor.Type.MESSAGE;
    return isMessage ? depth <= MAX_DEPTH && random.nextInt(4) > 0 : random.nextBoolean();
  }

  /// A second member of a `oneof` would only replace the first.
  private boolean isFree(Message.Builder builder, FieldDescriptor field) {
    var oneof = field.getRealContainingOneof();
    return oneof == null || (!builder.hasOneof(oneof) && random.nextInt(3) == 0);
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getType()) {
      case MESSAGE -> message(builder.newBuilderForField(field), depth + 1);
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTES -> bytes(field);
      case BOOL -> random.nextBoolean();
      case DOUBLE -> random.nextGaussian();
      default ->
          field.getJavaType() == FieldDescriptor.JavaType.INT
              ? (Object) (random.nextInt() >> random.nextInt(32))
              : (Object) (random.nextLong() >> random.nextInt(64));
    };
  }

  private ByteString bytes(FieldDescriptor field) {
    int length =
        switch (field.getName()) {
          case "trace_id", "profile_id" -> 16;
          case "span_id", "parent_span_id" -> 8;
          default -> random.nextInt(20);
        };
    byte[] bytes = new byte[random.nextInt(5) == 0 ? 0 : length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private UnknownFieldSet unknown() {
    return UnknownFieldSet.newBuilder()
        .addField(
            100 + random.nextInt(1000),
            UnknownFieldSet.Field.newBuilder()
                .addVarint(random.nextLong())
                .addFixed32(random.nextInt())
                .addFixed64(random.nextLong())
                .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                .build())
        .build();
  }
}
