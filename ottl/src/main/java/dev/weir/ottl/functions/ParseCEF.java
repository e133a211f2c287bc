package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Cef;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;

/// Reads an event in the Common Event Format as a map: `cef.version`, `cef.device_vendor`,
/// `cef.device_product`, `cef.device_version`, `cef.device_event_class_id`, `cef.name`,
/// `cef.severity`, and `cef.extensions`, a map of strings. What stands before the first `CEF:`,
/// such as a header of syslog, is passed over. A backslash keeps `|` and `\` from counting in the
/// header, and `=` and `\` in extensions, where `\n` and `\r` are line ends. Keys are letters,
/// digits and underscores behind a space, and a value reaches to the next key, spaces included. An
/// empty string and what is no CEF are an error. Only for log records.
///
/// - `target`: a string.
///
/// ```
/// merge_maps(log.attributes, ParseCEF(log.body), "upsert")
/// ParseCEF("CEF:0|Acme|Firewall|1.0|100|port scan|7|src=10.0.0.1 msg=three ports")
/// ```
public final class ParseCEF implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseCEF", TARGET).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    return Texts.parser(arguments.get(TARGET), Cef::parse);
  }
}
