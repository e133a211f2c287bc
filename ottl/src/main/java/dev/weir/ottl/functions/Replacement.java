package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.text.Regex;
import dev.weir.ottl.value.Values;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What functions that replace text put in its place: a text, what a converter makes of it, and
/// that in a format.
record Replacement(@Nullable FunctionReference function, @Nullable Getter<String> format) {
  private static final Pattern ONE_PLACE = Pattern.compile("[^%]*%s[^%]*");

  String text(Frame frame, String text) {
    if (function == null) {
      return text;
    }
    if (!(function.call(frame, text) instanceof String made)) {
      throw new EvaluationException(
          function.name()
              + " gave "
              + Values.typeName(function.call(frame, text))
              + " (expected: string)");
    }
    if (format == null) {
      return made;
    }
    String shape = format.get(frame);
    if (!ONE_PLACE.matcher(shape).matches()) {
      throw new EvaluationException("format \"" + shape + "\" (expected: one %s)");
    }
    return shape.replace("%s", made);
  }

  /// The text with every occurrence of the expression replaced.
  String inPlace(Frame frame, Regex expression, String text, String template) {
    return function == null
        ? expression.replaceAll(text, template)
        : expression.replaceAll(text, template, filled -> text(frame, filled));
  }
}
