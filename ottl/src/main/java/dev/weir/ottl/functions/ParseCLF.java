package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Clf;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;

/// Reads a line of a web server's access log in the Common Log Format as a map: `clf.remote_host`,
/// `clf.rfc931`, `clf.auth_user`, `clf.timestamp`, `clf.request` and its parts `clf.method`,
/// `clf.request_uri` and `clf.protocol` if it has three, `clf.status`, `clf.bytes` unless it is
/// `-`, and in the combined format `clf.referer` and `clf.user_agent`. Escapes of Apache and nginx
/// in quoted fields are resolved. Status and bytes are ints, everything else is a string. An empty
/// string and a line of another form are an error. Only for log records.
///
/// - `target`: a string.
/// - `format`: `clf`, which it is if it is left out, or `combined`, with referer and user agent.
///
/// ```
/// merge_maps(log.attributes, ParseCLF(log.body, "combined"), "upsert")
/// ```
public final class ParseCLF implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> FORMAT = Parameter.literalString("format").optional();

  @Override
  public Signature signature() {
    return Signature.of("ParseCLF", TARGET, FORMAT).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    String format = arguments.get(FORMAT, "clf");
    if (!format.equals("clf") && !format.equals("combined")) {
      throw new OttlException("format \"" + format + "\" (expected: clf or combined)");
    }
    boolean isCombined = format.equals("combined");
    return Texts.parser(arguments.get(TARGET), line -> Clf.parse(line, isCombined));
  }
}
