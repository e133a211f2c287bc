package dev.weir.collector.processors.transform;

import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.ottl.Group;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.functions.ContextFunctions;
import java.util.ArrayList;
import java.util.List;

/// The statements of one signal, compiled.
final class TransformProgram {
  private TransformProgram() {}

  /// Compiles the groups of a signal, and reports what is wrong with them.
  static List<Sequence> compile(
      Signal signal,
      TransformConfig config,
      Slots slots,
      ErrorListener listener,
      Problems problems) {
    Programs programs = new Programs(signal, ContextFunctions.all(signal), slots, problems);
    List<Sequence> sequences = new ArrayList<>();
    for (Group group : config.groups(signal, problems)) {
      Programs.Compiled compiled = programs.compile(group);
      if (compiled != null && !compiled.statements().isEmpty()) {
        ErrorMode mode = group.errorMode() == null ? config.errorMode() : group.errorMode();
        sequences.add(
            new Sequence(
                compiled.context(), compiled.conditions(), compiled.statements(), mode, listener));
      }
    }
    return sequences;
  }
}
