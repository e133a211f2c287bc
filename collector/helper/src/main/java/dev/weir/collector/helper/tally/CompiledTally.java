package dev.weir.collector.helper.tally;

import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Slots;
import java.util.List;

/// A metric with its conditions, ready to be tested.
record CompiledTally(TallySpec spec, List<CompiledCondition> conditions) {
  static CompiledTally of(TallySpec spec, Slots slots) {
    return new CompiledTally(spec, Conditions.compile(spec.kind(), spec.conditions(), slots));
  }
}
