package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One field of a message: its names, its number, and how its value is written.
final class Field {
  final String name;
  final int number;
  final FieldType type;
  final boolean repeated;

  /// Several values of the message exclude one another; the last one counts.
  final boolean oneof;

  /// Of those that exclude one another only one may be there.
  final boolean single;

  /// Written when it was set, even to the default.
  final boolean optional;

  /// A message that is written even when it is absent.
  final boolean always;

  /// What a batch counts: a span, a data point, a log record, a sample.
  final boolean item;

  /// Bytes of an id.
  final int idLength;

  final EnumNames enumNames;

  /// The name as it stands in JSON before a value that is not the first: `,"name":`.
  final byte[] key;

  /// Recognises `"name":`.
  final KeyMatcher matcher;

  /// A list of attributes.
  final boolean attributes;

  private int slot;
  private @Nullable MessageType message;

  Field(
      String name,
      int number,
      FieldType type,
      String declaredType,
      EnumNames enumNames,
      String flags) {
    this.name = name;
    this.number = number;
    this.type = type;
    this.repeated = declaredType.endsWith("[]");
    this.oneof = flags.contains("oneof");
    this.single = flags.contains("single");
    this.optional = oneof || flags.contains("optional");
    this.always = flags.contains("always");
    this.item = flags.contains("item");
    this.attributes = declaredType.equals("KeyValue[]");
    this.idLength = type == FieldType.ID ? Integer.parseInt(declaredType.substring(2)) : 0;
    this.enumNames = enumNames;
    this.key = (",\"" + name + "\":").getBytes(UTF_8);
    this.matcher = new KeyMatcher(Arrays.copyOfRange(key, 1, key.length));
  }

  /// The name as protobuf spells it, which JSON may use as well.
  String snakeName() {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /// The place among the fields of its message.
  int slot() {
    return slot;
  }

  void place(int place) {
    this.slot = place;
  }

  MessageType message() {
    if (message == null) {
      throw new IllegalStateException(name + " is not a message");
    }
    return message;
  }

  void resolve(MessageType resolved) {
    this.message = resolved;
  }
}
