package dev.weir.otlp.edit;

import dev.weir.otlp.metrics.MetricView;

/// One item of a request as an editor sees and changes it, with what encloses it.
public final class ItemEdit extends MessageEdit {
  private final Level level;
  private final Enclosing enclosing;
  private int attributes;
  private int parent;

  ItemEdit(Level level, Enclosing enclosing) {
    this.level = level;
    this.enclosing = enclosing;
  }

  public Level level() {
    return level;
  }

  /// The resource, scope and parent of the item, as they came.
  public Enclosing enclosing() {
    return enclosing;
  }

  /// The attributes of the item; the metadata of a metric.
  public AttributesEdit attributes() {
    return attributes(attributes);
  }

  /// Of which kind of metric a data point is; `NONE` at other levels.
  public MetricView.Data data() {
    return level == Level.DATA_POINT ? MetricView.Data.ofField(parent) : MetricView.Data.NONE;
  }

  void show(byte[] buffer, int from, int to, int attributes, int parent) {
    show(buffer, from, to);
    this.attributes = attributes;
    this.parent = parent;
  }
}
