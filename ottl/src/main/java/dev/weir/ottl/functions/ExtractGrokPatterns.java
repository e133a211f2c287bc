package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Prepared;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Grok;
import dev.weir.ottl.text.GrokPatterns;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes parts out of a string with a grok pattern, and gives a map of them. If the pattern does
/// not occur, the map is empty; parts that are empty are left out.
///
/// - `target`: a string.
/// - `pattern`: an expression in RE2 syntax in which `%{NAME}` stands for a known pattern,
///   `%{NAME:field}` for one whose text becomes a field, and `%{NAME:field:type}` for one whose
///   field is of type `int`, `long`, `float`, `double` or `bool`. Named groups become fields too.
/// - `namedCapturesOnly`: true if `%{NAME}` without a field gives none; false, which is the
///   default, names the field after the pattern.
/// - `patternDefinitions`: a list of patterns of your own, `NAME=expression`.
///
/// ```
/// merge_maps(log.attributes, ExtractGrokPatterns(log.body, "%{IP:client.address} %{WORD:http.request.method} %{NUMBER:size:int}", true), "upsert")
/// ```
public final class ExtractGrokPatterns implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> PATTERN = Parameter.string("pattern");
  private static final Parameter<Boolean> NAMED_CAPTURES_ONLY =
      Parameter.literalBool("namedCapturesOnly").optional();
  private static final Parameter<List<String>> PATTERN_DEFINITIONS =
      Parameter.listOf(Parameter.literalString("patternDefinitions")).optional();

  @Override
  public Signature signature() {
    return Signature.of(
            "ExtractGrokPatterns", TARGET, PATTERN, NAMED_CAPTURES_ONLY, PATTERN_DEFINITIONS)
        .returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> pattern = arguments.get(PATTERN);
    Boolean namedCapturesOnly = arguments.get(NAMED_CAPTURES_ONLY, false);
    @Nullable List<String> patternDefinitions = arguments.find(PATTERN_DEFINITIONS);
    List<String> definitions = patternDefinitions == null ? List.of() : patternDefinitions;
    GrokPatterns patterns = Texts.checked(() -> GrokPatterns.standard().and(definitions));
    Prepared<Grok> grok = Prepared.of(pattern, text -> Grok.of(text, patterns, namedCapturesOnly));
    return frame -> grok.get(frame).find(target.get(frame));
  }
}
