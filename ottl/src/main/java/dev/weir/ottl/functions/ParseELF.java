package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Elf;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;

/// Reads a block of lines in the W3C's Extended Log Format as a map: what its directives say, as
/// `elf.version`, `elf.software`, `elf.date`, `elf.start_date`, `elf.end_date` and `elf.remark`;
/// `elf.fields`, the names of the last `#Fields`; and `elf.entries`, a list with a map of strings
/// for each line of data. Values in double quotes may hold spaces, and two quotes stand for one. A
/// value that is missing at the end of a line is `-`. Data before a `#Fields`, a block without
/// `#Version` and an empty string are an error. Only for log records.
///
/// - `target`: a string.
///
/// ```
/// set(log.attributes["access"], ParseELF(log.body)["elf.entries"])
/// ParseELF("#Version: 1.0\n#Fields: time cs-method cs-uri\n00:34:23 GET /foo/bar.html")
/// ```
public final class ParseELF implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseELF", TARGET).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    return Texts.parser(arguments.get(TARGET), Elf::parse);
  }
}
