package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a map as pairs of keys and values. Maps and lists inside are written as JSON. A key or
/// value that contains a delimiter is put into double quotes; double quotes in it get a backslash.
///
/// - `target`: a map.
/// - `delimiter`: what stands between key and value, `=` if it is left out.
/// - `pair_delimiter`: what stands between pairs, a space if it is left out.
/// - `sort_output`: true to sort by key; false, which is the default, keeps the map's order.
///
/// ```
/// set(log.body, ToKeyValueString(log.attributes, ":", ",", true))
/// ```
public final class ToKeyValueString implements Converter {
  private static final Parameter<Getter<MapValue>> TARGET = Parameter.map("target");
  private static final Parameter<String> DELIMITER =
      Parameter.literalString("delimiter").optional();
  private static final Parameter<String> PAIR_DELIMITER =
      Parameter.literalString("pair_delimiter").optional();
  private static final Parameter<Boolean> SORT_OUTPUT =
      Parameter.literalBool("sort_output").optional();

  @Override
  public Signature signature() {
    return Signature.of("ToKeyValueString", TARGET, DELIMITER, PAIR_DELIMITER, SORT_OUTPUT)
        .returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<MapValue> target = arguments.get(TARGET);
    String delimiter = arguments.get(DELIMITER, "=");
    String pairDelimiter = arguments.get(PAIR_DELIMITER, " ");
    Boolean sortOutput = arguments.get(SORT_OUTPUT, false);
    Texts.requireDelimiters(delimiter, pairDelimiter);
    return frame -> {
      Map<String, @Nullable Object> entries = target.get(frame).toMap();
      StringBuilder out = new StringBuilder();
      for (Map.Entry<String, @Nullable Object> entry :
          (sortOutput ? new TreeMap<>(entries) : entries).entrySet()) {
        out.append(out.isEmpty() ? "" : pairDelimiter)
            .append(quoted(entry.getKey(), delimiter, pairDelimiter))
            .append(delimiter)
            .append(quoted(Texts.attribute(entry.getValue()), delimiter, pairDelimiter));
      }
      return out.toString();
    };
  }

  private static String quoted(String text, String delimiter, String pairDelimiter) {
    String escaped = text.replace("\"", "\\\"");
    return escaped.contains(delimiter) || escaped.contains(pairDelimiter)
        ? "\"" + escaped + "\""
        : escaped;
  }
}
