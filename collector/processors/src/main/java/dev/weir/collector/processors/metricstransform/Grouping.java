package dev.weir.collector.processors.metricstransform;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Moves metrics to a resource of their own, which has more attributes than theirs. May be used by
/// many threads.
final class Grouping {
  private static final int RESOURCE_ENVELOPE = 1;
  private static final int RESOURCE = 1;
  private static final int ATTRIBUTES = 1;
  private static final int SCOPE_ENVELOPE = 2;
  private static final int SCOPE = 1;
  private static final int SCHEMA_URL = 3;

  private final Map<String, String> labels;

  Grouping(Map<String, String> labels) {
    this.labels = new TreeMap<>(labels);
  }

  /// Writes the wanted points of metrics as a resource of a request, and takes them away here.
  /// Returns how many points these are.
  int move(ScopeMetricsEdit scope, List<MetricEdit> metrics, MetricFilter filter, ProtoWriter out) {
    Enclosing enclosing = scope.enclosing();
    int resourceMark = out.beginMessage(RESOURCE_ENVELOPE);
    writeResource(enclosing.resource(), out);
    writeText(SCHEMA_URL, enclosing.resourceSchemaUrl(), out);
    int scopeMark = out.beginMessage(SCOPE_ENVELOPE);
    InstrumentationScopeView scopeView = enclosing.scope();
    out.bytes(SCOPE, scopeView.buffer(), scopeView.offset(), scopeView.length());
    writeText(SCHEMA_URL, enclosing.scopeSchemaUrl(), out);
    int moved = 0;
    for (MetricEdit metric : metrics) {
      MetricEdit copy = scope.copy(metric);
      copy.keepPoints(filter.points(copy));
      moved += copy.points();
      copy.write(out);
      scope.remove(copy);
      metric.keepPoints(filter.points(metric).negate());
      if (metric.points() == 0) {
        scope.remove(metric);
      }
    }
    out.endMessage(scopeMark);
    out.endMessage(resourceMark);
    return moved;
  }

  private void writeResource(ResourceView resource, ProtoWriter out) {
    int mark = out.beginMessage(RESOURCE);
    out.fieldsExcept(resource.buffer(), resource.offset(), resource.length(), 1L << ATTRIBUTES);
    AttributesWriter writer = new AttributesWriter(out, ATTRIBUTES);
    AttributesView attributes = resource.attributes();
    while (attributes.next()) {
      BytesView key = attributes.key();
      if (!labels.containsKey(key.toString())) {
        writer.put(key.buffer(), key.offset(), key.length(), attributes.value());
      }
    }
    labels.forEach(writer::put);
    out.endMessage(mark);
  }

  private static void writeText(int number, BytesView text, ProtoWriter out) {
    if (!text.isEmpty()) {
      out.bytes(number, text.buffer(), text.offset(), text.length());
    }
  }
}
