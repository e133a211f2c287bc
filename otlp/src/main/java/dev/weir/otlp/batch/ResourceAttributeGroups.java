package dev.weir.otlp.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives each value of a resource attribute a group of its own, numbered in the order in which
/// values first occur. Values are equal if their encoded bytes are. Resources without the attribute
/// share a group whose value is empty.
public final class ResourceAttributeGroups implements ItemKey {
  private static final int RESOURCE = 1;
  private static final int ATTRIBUTES = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final byte[] key;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<ByteRange> values = new ArrayList<>();
  private int current;

  /// Groups by the attribute with this key.
  public ResourceAttributeGroups(String key) {
    this.key = key.getBytes(UTF_8);
  }

  /// The encoded `AnyValue` of each group.
  public List<ByteRange> values() {
    return List.copyOf(values);
  }

  @Override
  public void resource(byte[] buffer, int offset, int length) {
    ByteRange value = new ByteRange(buffer, 0, 0);
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == RESOURCE) {
        value = find(buffer, fields.valueOffset(), fields.valueLength(), value);
      }
    }
    current = number(value);
  }

  @Override
  public int group(byte[] buffer, int offset, int length) {
    return current;
  }

  private int number(ByteRange value) {
    String encoded = new String(value.buffer(), value.offset(), value.length(), ISO_8859_1);
    Integer known = numbers.putIfAbsent(encoded, values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    return values.size() - 1;
  }

  private ByteRange find(byte[] buffer, int offset, int length, ByteRange otherwise) {
    FieldCursor attributes = new FieldCursor().wrap(buffer, offset, length);
    while (attributes.next()) {
      if (attributes.number() == ATTRIBUTES && hasKey(buffer, attributes)) {
        return value(buffer, attributes);
      }
    }
    return otherwise;
  }

  private boolean hasKey(byte[] buffer, FieldCursor attribute) {
    ByteRange found = field(buffer, attribute, KEY);
    return Arrays.equals(
        buffer, found.offset(), found.offset() + found.length(), key, 0, key.length);
  }

  private static ByteRange value(byte[] buffer, FieldCursor attribute) {
    return field(buffer, attribute, VALUE);
  }

  /// The last field of this number, as decoders take it.
  private static ByteRange field(byte[] buffer, FieldCursor message, int number) {
    ByteRange value = new ByteRange(buffer, 0, 0);
    FieldCursor fields =
        new FieldCursor().wrap(buffer, message.valueOffset(), message.valueLength());
    while (fields.next()) {
      if (fields.number() == number) {
        value = new ByteRange(buffer, fields.valueOffset(), fields.valueLength());
      }
    }
    return value;
  }
}
