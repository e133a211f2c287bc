package dev.weir.collector.processors.metricsgeneration;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.MetricsView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.metrics.ResourceMetricsView;
import dev.weir.otlp.metrics.ScopeMetricsView;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The points that rules calculate with, of one request: by the number of the resource and the name
/// of the metric.
final class Operands {
  private final List<Map<String, List<Operand>>> resources = new ArrayList<>();

  /// A value with the attributes of its point, encoded and sorted.
  record Operand(Map<String, String> attributes, double value) {}

  /// Collects the points of metrics of some names.
  Operands(ByteRange request, Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    ResourceMetricsView resource =
        new MetricsView()
            .wrap(request.buffer(), request.offset(), request.length())
            .resourceMetrics();
    while (resource.next()) {
      Map<String, List<Operand>> found = new HashMap<>();
      resources.add(found);
      ScopeMetricsView scope = resource.scopeMetrics();
      while (scope.next()) {
        MetricView metric = scope.metrics();
        while (metric.next()) {
          collect(metric, names, found);
        }
      }
    }
  }

  /// The value for a point; null when there is none.
  @Nullable Double find(int resource, RuleConfig rule, AttributesView attributes) {
    if (resource >= resources.size()) {
      return null;
    }
    List<Operand> operands = resources.get(resource).getOrDefault(rule.metric2(), List.of());
    Map<String, String> wanted = rule.matchAttributes() ? attributes(attributes) : Map.of();
    for (Operand operand : operands) {
      if (!rule.matchAttributes() || operand.attributes.equals(wanted)) {
        return operand.value;
      }
    }
    return null;
  }

  private static void collect(
      MetricView metric, Set<String> names, Map<String, List<Operand>> found) {
    MetricView.Data data = metric.data();
    if (data != MetricView.Data.GAUGE && data != MetricView.Data.SUM) {
      return;
    }
    String name = metric.name().toString();
    if (!names.contains(name)) {
      return;
    }
    NumberDataPointView point =
        data == MetricView.Data.GAUGE ? metric.gauge().dataPoints() : metric.sum().dataPoints();
    List<Operand> operands = found.computeIfAbsent(name, _ -> new ArrayList<>());
    while (point.next()) {
      double value = point.isDouble() ? point.asDouble() : point.asInt();
      operands.add(new Operand(attributes(point.attributes()), value));
    }
  }

  private static Map<String, String> attributes(AttributesView attributes) {
    Map<String, String> all = new HashMap<>();
    while (attributes.next()) {
      var value = attributes.value();
      all.put(
          attributes.key().toString(),
          new String(
              value.buffer(),
              value.offset(),
              value.length(),
              java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return all;
  }
}
