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

/// Reads an XML document as a map. Each element is a map with its `tag`, its text without spaces
/// around it as `content`, its `attributes`, and a list of its `children`; what is empty is left
/// out. Comments and instructions are ignored.
///
/// - `target`: a string. What is no XML document is an error.
///
/// ```
/// set(log.attributes["event"], ParseXML(log.body))
/// ```
public final class ParseXML implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");

  @Override
  public Signature signature() {
    return Signature.of("ParseXML", TARGET).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    return Texts.parser(target, text -> XmlValues.elements(XmlText.parseStrictly(text)));
  }
}
