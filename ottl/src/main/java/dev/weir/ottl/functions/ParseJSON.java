package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Json;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Values;
import java.util.List;

/// Reads JSON, a list or a map. Numbers become doubles, null stays nil; of a key that occurs twice
/// the later one counts.
///
/// - `target`: a string. What is no JSON, and JSON that is neither list nor map, is an error.
///
/// ```
/// merge_maps(log.attributes, ParseJSON(log.body), "upsert")
/// ```
public final class ParseJSON implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseJSON", TARGET);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return Texts.parser(target, ParseJSON::parse);
  }

  private static Object parse(String text) {
    Object value = Json.parse(text);
    if (value instanceof MapValue || value instanceof List<?>) {
      return value;
    }
    throw new IllegalArgumentException(
        "JSON is " + Values.typeName(value) + " (expected: map or list)");
  }
}
