package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sorts a list. Ints and doubles are sorted as numbers; if strings, bools or empty values are
/// among them, all are sorted as text, byte by byte. The elements keep their types. Other elements
/// are an error.
///
/// - `target`: a list.
/// - `order`: `asc`, which is the default, or `desc`.
///
/// ```
/// Sort(resource.attributes["device.tags"], "desc")
/// ```
public final class Sort implements Converter {
  private static final Parameter<Getter<List<@Nullable Object>>> TARGET = Parameter.list("target");
  private static final Parameter<String> ORDER = Parameter.literalString("order").optional();

  @Override
  public Signature signature() {
    return Signature.of("Sort", TARGET, ORDER).returning(Type.LIST);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<List<@Nullable Object>> target = arguments.get(TARGET);
    String order = arguments.get(ORDER, "asc");
    boolean ascending =
        switch (order) {
          case "asc" -> true;
          case "desc" -> false;
          default -> throw new OttlException("order \"" + order + "\" (expected: asc or desc)");
        };
    return frame -> {
      List<@Nullable Object> sorted = new ArrayList<>(target.get(frame));
      Comparator<@Nullable Object> comparator = comparator(sorted);
      sorted.sort(ascending ? comparator : comparator.reversed());
      return sorted;
    };
  }

  private static Comparator<@Nullable Object> comparator(List<@Nullable Object> elements) {
    boolean isText = false;
    boolean isDouble = false;
    for (Object element : elements) {
      switch (element) {
        case null -> isText = true;
        case String text -> isText = true;
        case Boolean bool -> isText = true;
        case Double number -> isDouble = true;
        case Long number -> {}
        default ->
            throw new EvaluationException(
                "sort of " + Values.typeName(element) + " (expected: int, double, string or bool)");
      }
    }
    if (isText) {
      return (a, b) -> Arrays.compareUnsigned(Texts.utf8(a), Texts.utf8(b));
    }
    return isDouble
        ? (a, b) -> Double.compare(real(a), real(b))
        : (a, b) ->
            Long.compare(a instanceof Long left ? left : 0, b instanceof Long right ? right : 0);
  }

  private static double real(@Nullable Object number) {
    return number instanceof Number any ? any.doubleValue() : 0;
  }
}
