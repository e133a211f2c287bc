package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a string apart at a delimiter, and gives a list of strings. An empty delimiter takes it
/// apart into its characters.
///
/// - `target`: a string.
/// - `delimiter`: what stands between the parts.
///
/// ```
/// Split(log.attributes["tags"], ",")
/// Split(span.attributes["url.path"], "/")[1]
/// ```
public final class Split implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> DELIMITER = Parameter.string("delimiter");

  @Override
  public Signature signature() {
    return Signature.of("Split", TARGET, DELIMITER).returning(Type.LIST);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> delimiter = arguments.get(DELIMITER);
    return frame -> split(target.get(frame), delimiter.get(frame));
  }

  private static List<@Nullable Object> split(String text, String delimiter) {
    List<@Nullable Object> parts = new ArrayList<>();
    if (delimiter.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int start = 0;
    int end;
    while ((end = text.indexOf(delimiter, start)) >= 0) {
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    parts.add(text.substring(start));
    return parts;
  }
}
