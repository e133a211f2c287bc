package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Leef;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;

/// Reads an event in the Log Event Extended Format, version 1.0 or 2.0, as a map: `leef.version`,
/// `leef.vendor`, `leef.product.name`, `leef.product.version`, `leef.event.id`, and
/// `leef.attributes`, a map of strings. What stands before the first `LEEF:`, such as a header of
/// syslog, is passed over. Attributes are separated by tabs; version 2.0 may name another character
/// in its header, as itself or as `0x` and its number. A pair without `=` or without a key is
/// passed over, and of a key that occurs twice the last counts. An empty string and what is no LEEF
/// are an error. Only for log records.
///
/// - `target`: a string.
///
/// ```
/// set(log.attributes, ParseLEEF(log.body))
/// ParseLEEF("LEEF:2.0|Lancope|StealthWatch|1.0|41|^|src=10.0.1.8^dst=10.0.0.5")
/// ```
public final class ParseLEEF implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseLEEF", TARGET).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    return Texts.parser(arguments.get(TARGET), Leef::parse);
  }
}
