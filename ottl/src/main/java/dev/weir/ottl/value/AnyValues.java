package dev.weir.ottl.value;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `AnyValue` messages to boxed values and back.
public final class AnyValues {
  /// Values nested deeper are refused when they are decoded or encoded.
  private static final int MAX_DEPTH = 200;

  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int KEY_VALUE_LIST = 6;
  private static final int BYTES = 7;

  private AnyValues() {}

  /// The boxed value that a view shows.
  public static @Nullable Object decode(AnyValueView value) {
    return decode(value, 0);
  }

  /// The entries from the first on; of a key that occurs twice, the first.
  public static DecodedMap decode(AttributesView entries) {
    return decode(entries, 0);
  }

  /// Writes the content of an `AnyValue` message: nothing for null.
  ///
  /// @throws EvaluationException for what is no attribute value, and for values nested too deep
  public static void encode(@Nullable Object value, ProtoWriter out) {
    encode(value, out, 0);
  }

  /// Writes what a cell holds as the content of an `AnyValue` message.
  public static void encode(Cell cell, ProtoWriter out) {
    switch (cell.kind()) {
      case NIL -> {}
      case BOOL -> out.uint64(BOOL, cell.bits());
      case INT -> out.uint64(INT, cell.bits());
      case DOUBLE -> out.fixed64(DOUBLE, cell.bits());
      case STRING -> out.bytes(STRING, cell.buffer(), cell.offset(), cell.length());
      case BYTES -> out.bytes(BYTES, cell.buffer(), cell.offset(), cell.length());
      case ENCODED -> out.raw(cell.buffer(), cell.offset(), cell.length());
      case OBJECT -> encode(cell.object(), out, 0);
    }
  }

  private static @Nullable Object decode(AnyValueView value, int depth) {
    return switch (value.kind()) {
      case EMPTY, STRING_INDEX -> null;
      case STRING -> value.stringValue();
      case BOOL -> value.boolValue();
      case INT -> value.intValue();
      case DOUBLE -> value.doubleValue();
      case BYTES -> value.bytes().toByteArray();
      case ARRAY -> decode(value.array(), depth + 1);
      case KEY_VALUE_LIST -> decode(value.map(), depth + 1);
    };
  }

  private static DecodedMap decode(AttributesView entries, int depth) {
    refuseDeep(depth);
    LinkedHashMap<String, @Nullable Object> map = new LinkedHashMap<>();
    while (entries.next()) {
      String key = entries.key().toString();
      if (!map.containsKey(key)) {
        map.put(key, decode(entries.value(), depth));
      }
    }
    return new DecodedMap(map);
  }

  private static List<@Nullable Object> decode(ArrayValueView elements, int depth) {
    refuseDeep(depth);
    List<@Nullable Object> list = new ArrayList<>();
    while (elements.next()) {
      list.add(decode(elements.value(), depth));
    }
    return list;
  }

  private static void encode(@Nullable Object value, ProtoWriter out, int depth) {
    switch (value) {
      case null -> {}
      case String text -> out.string(STRING, text);
      case Boolean bool -> out.bool(BOOL, bool);
      case Long number -> out.uint64(INT, number);
      case Double number -> out.float64(DOUBLE, number);
      case byte[] bytes -> out.bytes(BYTES, bytes);
      case MapValue map -> {
        int mark = out.beginMessage(KEY_VALUE_LIST);
        encodeEntries(map, 1, out, depth + 1);
        out.endMessage(mark);
      }
      case List<?> list -> {
        refuseDeep(depth);
        int mark = out.beginMessage(ARRAY);
        for (Object element : list) {
          int inner = out.beginMessage(1);
          encode(element, out, depth + 1);
          out.endMessage(inner);
        }
        out.endMessage(mark);
      }
      default -> throw unstorable(value);
    }
  }

  /// Writes the entries of a map as `KeyValue` messages in field `number`.
  public static void encodeEntries(MapValue map, int number, ProtoWriter out) {
    encodeEntries(map, number, out, 0);
  }

  private static void encodeEntries(MapValue map, int number, ProtoWriter out, int depth) {
    refuseDeep(depth);
    for (Map.Entry<String, @Nullable Object> entry : map.toMap().entrySet()) {
      int mark = out.beginMessage(number);
      out.string(1, entry.getKey());
      int value = out.beginMessage(2);
      encode(entry.getValue(), out, depth);
      out.endMessage(value);
      out.endMessage(mark);
    }
  }

  private static EvaluationException unstorable(Object value) {
    return new EvaluationException(
        "value of type "
            + Values.typeName(value)
            + " (expected: string, int, double, bool, bytes, map or list)");
  }

  private static void refuseDeep(int depth) {
    if (depth > MAX_DEPTH) {
      throw new EvaluationException("value nested deeper than " + MAX_DEPTH + " (expected: less)");
    }
  }
}
