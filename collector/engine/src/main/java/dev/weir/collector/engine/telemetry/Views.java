package dev.weir.collector.engine.telemetry;

import dev.weir.collector.engine.config.MetricView;
import dev.weir.collector.engine.config.MetricsConfig;
import java.util.ArrayList;
import java.util.List;

/// What `service::telemetry::metrics::views` makes of the metrics. They are applied when metrics
/// are read; only the buckets of a histogram are decided when it is made.
///
/// Each view that selects an instrument makes one metric of it, or none when it drops it; an
/// instrument that no view selects is shown as it is.
public final class Views {
  /// Everything is shown as it is.
  public static final Views NONE = new Views(List.of());

  private final List<View> views;

  private Views(List<View> views) {
    this.views = views;
  }

  /// Reads the views of a configuration.
  public static Views of(MetricsConfig config) {
    List<View> views = new ArrayList<>();
    for (MetricView view : config.views() == null ? List.<MetricView>of() : config.views()) {
      views.add(View.of(view));
    }
    return views.isEmpty() ? NONE : new Views(views);
  }

  /// What is shown of a metric.
  List<Family> of(Family family) {
    List<Family> shown = new ArrayList<>();
    boolean isSelected = false;
    for (View view : views) {
      if (view.selects(family)) {
        isSelected = true;
        shown.addAll(view.apply(family));
      }
    }
    return isSelected ? shown : List.of(family);
  }

  /// The buckets of a histogram.
  ///
  /// @param bounds those that it has by itself
  double[] bounds(Family histogram, double[] bounds) {
    for (View view : views) {
      double[] own = view.bounds();
      if (own != null && view.selects(histogram)) {
        return own;
      }
    }
    return bounds;
  }
}
