package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.text.UrlParts;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Type;

/// Takes a URL apart, and gives a map of its parts. `url.original`, `url.scheme`, `url.domain` and
/// `url.path` are always there; `url.port` (an int), `url.query`, `url.fragment`, `url.extension`
/// (of the path), `url.user_info`, `url.username` and `url.password` if the URL has them. Escapes
/// such as `%20` are resolved in all but `url.original`, `url.query` and `url.user_info`.
///
/// - `uri`: a string. What is no URL, and an empty string, is an error.
///
/// ```
/// merge_maps(span.attributes, URL(span.attributes["url.full"]), "upsert")
/// ```
public final class URL implements Converter {
  private static final Parameter<Getter<String>> URI = Parameter.string("uri");

  @Override
  public Signature signature() {
    return Signature.of("URL", URI).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> uri = arguments.get(URI);
    return Texts.parser(uri, URL::parse);
  }

  private static DecodedMap parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty string (expected: URL)");
    }
    return UrlParts.parse(text);
  }
}
