package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.GoFormat;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills a format with values, as Go's `fmt.Sprintf` does: `%v` any value, `%s` a string, `%q` one
/// in quotes, `%d` an int, `%x` hexadecimal digits, `%f`, `%e` and `%g` a double, `%t` a bool, with
/// flags, width and precision such as `%-10s`, `%04d`, `%.2f`. What does not fit is told in the
/// result, such as `%!d(string=x)`. Lists are written as `[a b]`, maps as `map[k:v]`.
///
/// - `format`: the format.
/// - `vals`: a list of values.
///
/// ```
/// Format("%04d-%02d", [Year(log.time), Month(log.time)])
/// ```
public final class Format implements Converter {
  private static final Parameter<String> FORMAT = Parameter.literalString("format");
  private static final Parameter<List<Expression>> VALS = Parameter.listOf(Parameter.value("vals"));

  @Override
  public Signature signature() {
    return Signature.of("Format", FORMAT, VALS).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    String format = arguments.get(FORMAT);
    List<Expression> vals = arguments.get(VALS);
    GoFormat filled = GoFormat.of(format);
    return frame -> {
      List<@Nullable Object> values = new ArrayList<>(vals.size());
      for (Expression value : vals) {
        values.add(value.get(frame));
      }
      return filled.fill(values);
    };
  }
}
