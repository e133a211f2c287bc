package dev.weir.ottl.function;

import dev.weir.ottl.value.Type;
import java.util.List;
import java.util.stream.Collectors;

/// Name, parameters and result of a function.
///
/// @param name in capitals and small letters for converters, in small letters and underscores for
///   editors
/// @param parameters in order, optional ones last
/// @param returns what the value is, [Type#ANY] if it depends
/// @param isPure true if equal arguments always give an equal value, so that a call with literals
///   alone is made when the program is loaded
public record Signature(String name, List<Parameter<?>> parameters, Type returns, boolean isPure) {

  public static Signature of(String name, Parameter<?>... parameters) {
    return new Signature(name, List.of(parameters), Type.ANY, true);
  }

  /// The same, with a known type of value.
  public Signature returning(Type type) {
    return new Signature(name, parameters, type, isPure);
  }

  /// The same, for a function whose value depends on more than its arguments: time, chance.
  public Signature impure() {
    return new Signature(name, parameters, returns, false);
  }

  /// As the documentation shows it: `Concat(values[], delimiter)`.
  @Override
  public String toString() {
    return parameters.stream()
        .map(Signature::text)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String text(Parameter<?> parameter) {
    String name = parameter.name() + (parameter.element() == null ? "" : "[]");
    return parameter.isOptional() ? "[" + name + "]" : name;
  }
}
