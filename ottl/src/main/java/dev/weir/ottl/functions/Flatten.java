package dev.weir.ottl.functions;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import org.jspecify.annotations.Nullable;

/// Moves what is nested in a map to its top: the entry `b` of the map `a` becomes `a.b`, the first
/// element of the list `l` becomes `l.0`. Empty maps and lists go.
///
/// - `target`: a path to a map.
/// - `prefix`: what all keys get in front, with a dot behind it; nothing if it is left out.
/// - `depth`: how many levels are moved, at least 1; all if it is left out.
/// - `resolveConflicts`: if true, of entries that get the same key the first keeps it and the
///   others get `.0`, `.1` and so on behind it; the elements of a list then all have the list's
///   key, and count as such. If false, which is the default, the last one counts.
///
/// ```
/// flatten(log.body)
/// flatten(log.attributes, "app", depth = 2)
/// ```
public final class Flatten implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<String> PREFIX = Parameter.literalString("prefix").optional();
  private static final Parameter<Long> DEPTH = Parameter.literalInteger("depth").optional();
  private static final Parameter<Boolean> RESOLVE_CONFLICTS =
      Parameter.literalBool("resolveConflicts").optional();

  @Override
  public Signature signature() {
    return Signature.of("flatten", TARGET, PREFIX, DEPTH, RESOLVE_CONFLICTS);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    String prefix = arguments.get(PREFIX, "");
    @Nullable Long depth = arguments.find(DEPTH);
    Boolean resolveConflicts = arguments.get(RESOLVE_CONFLICTS, false);
    if (depth != null && depth < 1) {
      throw new OttlException("depth " + depth + " (expected: at least 1)");
    }
    String before = prefix.isEmpty() ? "" : prefix + ".";
    long levels = depth == null ? Long.MAX_VALUE : depth;
    return frame -> {
      Flattened flattened = new Flattened(levels, resolveConflicts);
      flattened.addAll(target.get(frame), before, 0);
      target.set(frame, flattened.result());
    };
  }
}
