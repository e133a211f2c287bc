package dev.weir.collector.processors.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.metrics.MetricView;
import org.jspecify.annotations.Nullable;

/// Translates the items of one batch to a target. For one thread.
final class SchemaEditor implements ItemEditor {
  private static final int METRIC_NAME = 1;

  private final Target target;
  private final AnyValueView scratch = new AnyValueView();
  private final MetricView metric = new MetricView();
  private @Nullable Translation ofResource;
  private @Nullable Translation ofScope;
  private int metricOffset = -1;
  private Translation.@Nullable OfMetric ofMetric;

  SchemaEditor(Target target) {
    this.target = target;
  }

  @Override
  public boolean entersResource(Enclosing enclosing) {
    ofResource = from(enclosing.resourceSchemaUrl());
    ofScope = ofResource;
    return true;
  }

  @Override
  public boolean entersScope(Enclosing enclosing) {
    BytesView own = enclosing.scopeSchemaUrl();
    ofScope = own.isEmpty() ? ofResource : from(own);
    metricOffset = -1;
    return ofScope != null;
  }

  @Override
  public void edit(ItemEdit item) {
    Translation translation = item.level() == Level.RESOURCE ? ofResource : ofScope;
    if (translation == null) {
      return;
    }
    switch (item.level()) {
      case RESOURCE -> translation.ofResource().apply(item.attributes(), scratch);
      case SPAN -> translation.ofSpan().apply(item.attributes(), scratch);
      case METRIC -> rename(item, translation);
      case DATA_POINT -> point(item, translation);
      default -> translation.ofOthers().apply(item.attributes(), scratch);
    }
  }

  private void rename(ItemEdit item, Translation translation) {
    String name = item.read(metric).name().toString();
    String renamed = translation.ofMetric(name).name();
    if (!renamed.equals(name)) {
      item.bytes(METRIC_NAME, renamed.getBytes(UTF_8));
    }
  }

  private void point(ItemEdit item, Translation translation) {
    MetricView enclosing = item.enclosing().metric();
    Translation.OfMetric current = ofMetric;
    if (current == null || enclosing.offset() != metricOffset) {
      current = translation.ofMetric(enclosing.name().toString());
      ofMetric = current;
      metricOffset = enclosing.offset();
    }
    current.points().apply(item.attributes(), scratch);
  }

  private @Nullable Translation from(BytesView url) {
    return url.isEmpty() ? null : target.from(url);
  }
}
