package dev.weir.collector.helper.matching;

import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.SpanView;
import org.jspecify.annotations.Nullable;

/// Which items a processor works on: those that `include` matches, all when there is none, without
/// those that `exclude` matches. Immutable.
public final class Selection {
  private final @Nullable Criteria include;
  private final @Nullable Criteria exclude;

  private Selection(@Nullable Criteria include, @Nullable Criteria exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /// The settings are valid for the signal whose items will be asked for.
  public static Selection of(@Nullable MatchConfig include, @Nullable MatchConfig exclude) {
    return new Selection(
        include == null ? null : new Criteria(include),
        exclude == null ? null : new Criteria(exclude));
  }

  /// Whether every item is selected, so that no pass is needed.
  public boolean isAll() {
    return include == null && exclude == null;
  }

  /// Begins a walk over one batch.
  public Pass pass() {
    return new Pass();
  }

  /// One walk over one batch, by one thread: says where it is, and asks for each item there.
  public final class Pass {
    private boolean resourceIncluded;
    private boolean resourceExcluded;
    private boolean scopeIncluded;
    private boolean scopeExcluded;

    private Pass() {}

    /// Moves to another resource; its scopes follow. Returns false when nothing there is selected.
    public boolean resource(ResourceView resource) {
      resourceIncluded = include == null || include.matches(resource);
      resourceExcluded = exclude != null && exclude.matches(resource);
      scopeIncluded = false;
      scopeExcluded = false;
      return resourceIncluded;
    }

    /// Moves to another scope; its items follow. Returns false when nothing there is selected.
    public boolean scope(InstrumentationScopeView scope) {
      scopeIncluded = resourceIncluded && (include == null || include.matches(scope));
      scopeExcluded = resourceExcluded && exclude != null && exclude.matches(scope);
      return scopeIncluded;
    }

    public boolean selects(SpanView span) {
      return scopeIncluded
          && (include == null || include.matches(span))
          && !(scopeExcluded && exclude != null && exclude.matches(span));
    }

    public boolean selects(LogRecordView log) {
      return scopeIncluded
          && (include == null || include.matches(log))
          && !(scopeExcluded && exclude != null && exclude.matches(log));
    }

    public boolean selects(MetricView metric) {
      return scopeIncluded
          && (include == null || include.matches(metric))
          && !(scopeExcluded && exclude != null && exclude.matches(metric));
    }
  }
}
