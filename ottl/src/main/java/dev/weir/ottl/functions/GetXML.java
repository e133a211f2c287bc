package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.xml.XPathQuery;
import dev.weir.ottl.xml.XmlText;

/// Gives the elements, texts and attribute values that an XPath expression selects, one behind the
/// other, as a string.
///
/// - `target`: a string with XML. What is no XML is an error; an empty string stays empty.
/// - `xpath`: an XPath 1.0 expression.
///
/// ```
/// GetXML(log.body, "/Event/User")
/// GetXML(log.body, "//User/@id")
/// ```
public final class GetXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> XPATH = Parameter.literalString("xpath");

  @Override
  public Signature signature() {
    return Signature.of("GetXML", TARGET, XPATH).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String xpath = arguments.get(XPATH);
    XPathQuery query = Texts.checked(() -> XPathQuery.of(xpath));
    return Texts.parser(target, text -> text.isEmpty() ? "" : XmlText.parse(text).select(query));
  }
}
