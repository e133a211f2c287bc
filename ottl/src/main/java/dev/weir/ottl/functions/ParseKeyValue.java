package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.KeyValues;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Type;

/// Reads pairs of keys and values as a map of strings. Single or double quotes keep delimiters from
/// counting and are taken away; spaces around keys and values are. A pair without a delimiter, a
/// quote without an end, and an empty string are an error.
///
/// - `target`: a string.
/// - `delimiter`: what stands between key and value, `=` if it is left out.
/// - `pair_delimiter`: what stands between pairs, a space if it is left out.
///
/// ```
/// merge_maps(log.attributes, ParseKeyValue(log.body), "upsert")
/// ParseKeyValue("k1:v1,k2:v2", ":", ",")
/// ```
public final class ParseKeyValue implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> DELIMITER =
      Parameter.literalString("delimiter").optional();
  private static final Parameter<String> PAIR_DELIMITER =
      Parameter.literalString("pair_delimiter").optional();

  @Override
  public Signature signature() {
    return Signature.of("ParseKeyValue", TARGET, DELIMITER, PAIR_DELIMITER).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String delimiter = arguments.get(DELIMITER, "=");
    String pairDelimiter = arguments.get(PAIR_DELIMITER, " ");
    Texts.requireDelimiters(delimiter, pairDelimiter);
    return Texts.parser(target, text -> parse(text, delimiter, pairDelimiter));
  }

  private static DecodedMap parse(String text, String delimiter, String pairDelimiter) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty string (expected: pairs)");
    }
    return KeyValues.parse(text, delimiter, pairDelimiter);
  }
}
