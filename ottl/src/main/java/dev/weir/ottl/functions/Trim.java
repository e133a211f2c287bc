package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Takes away characters from both ends of a string.
///
/// - `target`: a string.
/// - `replacement`: the characters that go, in any order and number; a space if it is left out.
///
/// ```
/// Trim(log.body)
/// Trim(log.attributes["path"], "/")
/// ```
public final class Trim implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> REPLACEMENT =
      Parameter.literalString("replacement").optional();

  @Override
  public Signature signature() {
    return Signature.of("Trim", TARGET, REPLACEMENT).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String replacement = arguments.get(REPLACEMENT, " ");
    return frame -> trim(target.get(frame), replacement);
  }

  private static String trim(String text, String characters) {
    int start = 0;
    int end = text.length();
    while (start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }
}
