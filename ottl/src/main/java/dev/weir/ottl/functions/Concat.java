package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Joins values to one string. Values that are no strings are taken as text: bytes in hexadecimal,
/// maps, lists and ids as JSON, nil as `<nil>`.
///
/// - `vals`: a list of values.
/// - `delimiter`: a string to stand between them.
///
/// ```
/// Concat([span.name, span.attributes["http.route"]], ": ")
/// ```
public final class Concat implements Converter {
  private static final Parameter<List<Getter<@Nullable String>>> VALUES =
      Parameter.listOf(Parameter.stringLike("vals"));
  private static final Parameter<Getter<String>> DELIMITER = Parameter.string("delimiter");

  @Override
  public Signature signature() {
    return Signature.of("Concat", VALUES, DELIMITER).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    List<Getter<@Nullable String>> values = arguments.get(VALUES);
    Getter<String> delimiter = arguments.get(DELIMITER);
    return frame -> {
      StringJoiner joined = new StringJoiner(delimiter.get(frame));
      for (Getter<@Nullable String> value : values) {
        String text = value.get(frame);
        joined.add(text == null ? "<nil>" : text);
      }
      return joined.toString();
    };
  }
}
