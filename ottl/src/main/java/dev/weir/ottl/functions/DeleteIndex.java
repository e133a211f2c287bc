package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes elements from a list: one, or those of a range. A range without any changes nothing.
///
/// - `target`: the path to the list. Another type, and nil, is an error.
/// - `startIndex`: the place of the first one that goes, from 0.
/// - `endIndex`: the place behind the last one that goes; if it is left out, one goes. A range that
///   does not lie in the list is an error.
///
/// ```
/// delete_index(log.attributes["tags"], 0)
/// delete_index(log.attributes["tags"], 0, Len(log.attributes["tags"]) - 1)
/// ```
public final class DeleteIndex implements Editor {
  private static final Parameter<Target> TARGET = Parameter.target("target");
  private static final Parameter<Getter<Long>> START_INDEX = Parameter.integer("startIndex");
  private static final Parameter<Getter<Long>> END_INDEX = Parameter.integer("endIndex").optional();

  @Override
  public Signature signature() {
    return Signature.of("delete_index", TARGET, START_INDEX, END_INDEX);
  }

  @Override
  public Action create(Arguments arguments) {
    Target target = arguments.get(TARGET);
    Getter<Long> startIndex = arguments.get(START_INDEX);
    @Nullable Getter<Long> endIndex = arguments.find(END_INDEX);
    return frame -> {
      List<@Nullable Object> list = Getters.list(target.get(frame));
      long start = startIndex.get(frame);
      long end = endIndex == null ? start + 1 : endIndex.get(frame);
      boolean all = start == 0 && end == list.size();
      if (!all && (start < 0 || start >= list.size() || end < start || end > list.size())) {
        throw new EvaluationException(
            "range %d to %d (expected: within a list of %d)".formatted(start, end, list.size()));
      }
      list.subList((int) start, (int) end).clear();
      target.set(frame, list);
    };
  }
}
