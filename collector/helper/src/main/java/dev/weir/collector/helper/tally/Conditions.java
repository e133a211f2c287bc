package dev.weir.collector.helper.tally;

import dev.weir.collector.api.Problems;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.SpanFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import java.util.List;

/// Conditions on items, in the transformation language.
public final class Conditions {
  private Conditions() {}

  /// Reports conditions that cannot work.
  ///
  /// @param section where they stand
  public static void validate(
      ItemKind kind, List<String> conditions, String section, Problems problems) {
    for (String condition : conditions) {
      try {
        compile(kind, List.of(condition), new Slots());
      } catch (OttlException e) {
        problems.add(section + "::conditions", String.valueOf(e.getMessage()));
      }
    }
  }

  /// @param slots the room that they need in a frame
  /// @throws OttlException if one cannot work
  static List<CompiledCondition> compile(ItemKind kind, List<String> conditions, Slots slots) {
    Functions functions =
        kind == ItemKind.SPANS
            ? StandardFunctions.converters().and(SpanFunctions.converters())
            : StandardFunctions.converters();
    Compiler compiler = new Compiler(kind.context(), functions, false, slots);
    return conditions.stream().map(compiler::condition).toList();
  }
}
