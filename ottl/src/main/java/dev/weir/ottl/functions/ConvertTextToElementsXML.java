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

/// Puts text that stands beside elements in an XML document into elements of its own.
///
/// - `target`: a string with XML. What is no XML is an error.
/// - `xpath`: an XPath 1.0 expression that selects the elements that are gone through, with all
///   that is in them; all if it is left out.
/// - `elementName`: the tag of the new elements, `value` if it is left out.
///
/// ```
/// ConvertTextToElementsXML(log.body, elementName = "text")
/// ```
public final class ConvertTextToElementsXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> XPATH = Parameter.literalString("xpath").optional();
  private static final Parameter<String> ELEMENT_NAME =
      Parameter.literalString("elementName").optional();

  @Override
  public Signature signature() {
    return Signature.of("ConvertTextToElementsXML", TARGET, XPATH, ELEMENT_NAME)
        .returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String xpath = arguments.get(XPATH, "/");
    String elementName = arguments.get(ELEMENT_NAME, "value");
    XPathQuery query = Texts.checked(() -> XPathQuery.of(xpath));
    return Texts.parser(
        target, text -> XmlText.parse(text).textToElements(query, elementName).toString());
  }
}
