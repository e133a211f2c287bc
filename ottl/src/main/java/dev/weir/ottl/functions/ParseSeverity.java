package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Severities;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.GoText;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;

/// Gives the name of the level that a value stands for. The levels are tried in the order in which
/// they are written. A value that stands for none, and one that is neither string nor int, is an
/// error.
///
/// - `target`: a string or an int.
/// - `mapping`: a map literal of levels to lists of conditions: `{"equals": ["warn", "w"]}` for
///   strings, `{"range": {"min": 400, "max": 499}}` for ints, both ends belonging to it, and for
///   ranges `"2xx"`, `"3xx"`, `"4xx"`, `"5xx"`.
///
/// ```
/// set(log.severity_text, ParseSeverity(log.attributes["status"], {"info": [{"range": "2xx"}], "error": [{"range": "5xx"}, {"equals": ["err"]}]}))
/// ```
public final class ParseSeverity implements Converter {
  private static final Parameter<Expression> TARGET = Parameter.value("target");
  private static final Parameter<Getter<MapValue>> MAPPING = Parameter.map("mapping");

  @Override
  public Signature signature() {
    return Signature.of("ParseSeverity", TARGET, MAPPING).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Expression target = arguments.get(TARGET);
    Getter<MapValue> mapping = arguments.get(MAPPING);
    if (!mapping.isLiteral()) {
      throw new OttlException("mapping that depends on the item (expected: map literal)");
    }
    Severities severities = Texts.checked(() -> Severities.of(mapping.get(Frame.NONE)));
    return frame -> {
      String level = severities.find(target.get(frame));
      if (level == null) {
        throw new EvaluationException(
            "no level for " + GoText.json(target.get(frame)) + " (expected: one of the mapping)");
      }
      return level;
    };
  }
}
