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

/// Turns the attributes of an XML document into elements, behind the other children of theirs.
///
/// - `target`: a string with XML. What is no XML is an error.
/// - `xpath`: an XPath 1.0 expression that selects the elements whose attributes are turned; all if
///   it is left out.
///
/// ```
/// ConvertAttributesToElementsXML(log.body, "/Log/Record")
/// ```
public final class ConvertAttributesToElementsXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> XPATH = Parameter.literalString("xpath").optional();

  @Override
  public Signature signature() {
    return Signature.of("ConvertAttributesToElementsXML", TARGET, XPATH).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String xpath = arguments.get(XPATH, "/");
    XPathQuery query = Texts.checked(() -> XPathQuery.attributes(xpath));
    return Texts.parser(target, text -> XmlText.parse(text).attributesToElements(query).toString());
  }
}
