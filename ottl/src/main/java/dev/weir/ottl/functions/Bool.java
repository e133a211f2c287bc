package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes a bool of a value: of an int or double, whether it is other than 0; of the strings `1`,
/// `t`, `T`, `true`, `True`, `TRUE` true, of `0`, `f`, `F`, `false`, `False`, `FALSE` false. nil
/// stays nil. Other strings and other types are an error.
///
/// - `target`: any value.
///
/// ```
/// Bool(span.attributes["sampled"])
/// ```
public final class Bool implements Converter {
  private static final Parameter<Getter<@Nullable Boolean>> TARGET = Parameter.boolLike("target");

  @Override
  public Signature signature() {
    return Signature.of("Bool", TARGET).returning(Type.BOOL);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<@Nullable Boolean> target = arguments.get(TARGET);
    return target::get;
  }
}
