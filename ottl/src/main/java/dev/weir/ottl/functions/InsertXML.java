package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
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

/// Adds elements as the last children of those that an XPath expression selects in an XML document.
///
/// - `target`: a string with XML. What is no XML is an error.
/// - `xpath`: an XPath 1.0 expression. If it selects something other than elements, that is an
///   error.
/// - `subDocument`: a string with the XML that is added, to each of the selected elements.
///
/// ```
/// set(log.body, InsertXML(log.body, "/Event", "<source>weir</source>"))
/// ```
public final class InsertXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<String> XPATH = Parameter.literalString("xpath");
  private static final Parameter<Getter<String>> SUB_DOCUMENT = Parameter.string("subDocument");

  @Override
  public Signature signature() {
    return Signature.of("InsertXML", TARGET, XPATH, SUB_DOCUMENT).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    String xpath = arguments.get(XPATH);
    Getter<String> subDocument = arguments.get(SUB_DOCUMENT);
    XPathQuery query = Texts.checked(() -> XPathQuery.of(xpath));
    return frame -> {
      try {
        XmlText added = XmlText.parse(subDocument.get(frame));
        return XmlText.parseOrEmpty(target.get(frame)).insert(query, added).toString();
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
    };
  }
}
