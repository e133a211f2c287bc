package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.xml.XmlText;
import dev.weir.ottl.xml.XmlValues;

/// Reads an XML document as a map of tags to texts and maps. Elements of the same tag beside each
/// other become a list; empty ones are dropped, but make their brothers a list. Attributes,
/// comments, and text beside elements are ignored; see `ConvertAttributesToElementsXML` and
/// `ConvertTextToElementsXML`.
///
/// - `target`: a string. What is no XML is an error.
///
/// ```
/// set(log.attributes["event"], ParseSimplifiedXML(log.body))
/// ```
public final class ParseSimplifiedXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseSimplifiedXML", TARGET).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return Texts.parser(target, text -> XmlValues.simplified(XmlText.parse(text)));
  }
}
