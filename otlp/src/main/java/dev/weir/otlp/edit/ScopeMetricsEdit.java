package dev.weir.otlp.edit;

import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/// The metrics of one scope while they are changed: in order, those that were added behind the
/// others. Metrics that lose their last data point go, and so do scopes and resources that lose
/// their last metric.
public final class ScopeMetricsEdit {
  private static final int CHANGED = -1;

  private final Enclosing enclosing;
  private final ProtoWriter made = new ProtoWriter(1024);
  private final List<MetricEdit> spare = new ArrayList<>();
  private final List<MetricEdit> metrics = new ArrayList<>();
  private int used;
  private int before;
  private int morePoints;
  private int resourceNumber;

  ScopeMetricsEdit(Enclosing enclosing) {
    this.enclosing = enclosing;
  }

  /// The resource and scope of the metrics, as they came.
  public Enclosing enclosing() {
    return enclosing;
  }

  /// The number of the scope's resource in the request, counted from 0.
  public int resourceNumber() {
    return resourceNumber;
  }

  /// How many metrics there are by now.
  public int size() {
    return metrics.size();
  }

  public MetricEdit metric(int index) {
    return metrics.get(index);
  }

  public void remove(MetricEdit metric) {
    if (metrics.remove(metric)) {
      morePoints -= metric.points();
      before = CHANGED;
    }
  }

  /// A new metric behind the others, without a name and without points.
  public MetricEdit add(MetricView.Data data) {
    return append().create(data);
  }

  /// A copy of a metric, as it is by now, behind the others.
  public MetricEdit copy(MetricEdit metric) {
    int start = made.size();
    metric.writeContent(made);
    MetricEdit copy = append().show(made.toByteArray(start), 0, made.size() - start);
    made.truncate(start);
    morePoints += copy.points();
    return copy;
  }

  /// Where points that are written anew lie.
  ProtoWriter made() {
    return made;
  }

  void count(int points) {
    morePoints += points;
  }

  /// How many points there are more than before.
  int morePoints() {
    return morePoints;
  }

  void enter(int resource) {
    resourceNumber = resource;
    metrics.clear();
    made.reset();
    used = 0;
    before = 0;
    morePoints = 0;
  }

  void show(byte[] buffer, int from, int to) {
    metrics.add(next().show(buffer, from, to));
    before = metrics.size();
  }

  boolean isChanged() {
    if (before != metrics.size()) {
      return true;
    }
    for (MetricEdit metric : metrics) {
      if (metric.isChanged()) {
        return true;
      }
    }
    return false;
  }

  /// Takes out the metrics that lost their last point; false if none is left.
  boolean settle() {
    metrics.removeIf(MetricEdit::isEmptied);
    return !metrics.isEmpty();
  }

  void write(ProtoWriter out) {
    for (MetricEdit metric : metrics) {
      metric.write(out);
    }
  }

  private MetricEdit append() {
    MetricEdit metric = next();
    metrics.add(metric);
    before = CHANGED;
    return metric;
  }

  private MetricEdit next() {
    if (used == spare.size()) {
      spare.add(new MetricEdit(this));
    }
    return spare.get(used++);
  }
}
