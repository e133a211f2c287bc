package dev.weir.collector.helper.series;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes that one batch made, so that they can be taken back. Not safe for threads.
final class ChangeLog<S> {
  private final List<Series<S>> series = new ArrayList<>();
  private final List<@Nullable S> before = new ArrayList<>();
  private final List<S> after = new ArrayList<>();

  void add(Series<S> changed, @Nullable S stateBefore, S stateAfter) {
    series.add(changed);
    before.add(stateBefore);
    after.add(stateAfter);
  }

  void clear() {
    series.clear();
    before.clear();
    after.clear();
  }

  /// Takes all changes back, the last one first.
  void undo(SeriesTable<S> table) {
    for (int i = series.size() - 1; i >= 0; i--) {
      table.undo(series.get(i), before.get(i), after.get(i));
    }
    clear();
  }
}
