package dev.weir.collector.connectors.signaltometrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EnvelopeWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The metrics of one resource. Not safe for threads.
final class ResourceMetrics {
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/connector/signaltometricsconnector";

  private final byte[] attributes;
  private final List<@Nullable PointMap> metrics = new ArrayList<>();

  ResourceMetrics(byte[] attributes) {
    this.attributes = attributes;
  }

  /// The points of the metric that a definition adds to.
  PointMap points(Definition definition) {
    int number = definition.number();
    while (metrics.size() <= number) {
      metrics.add(null);
    }
    PointMap points = metrics.get(number);
    if (points == null) {
      points = new PointMap(definition.identity());
      metrics.set(number, points);
    }
    return points;
  }

  /// Writes them, if there are any, and returns how many points there are.
  int write(EnvelopeWriter out, long now) {
    int points = 0;
    for (PointMap metric : metrics) {
      if (metric == null) {
        continue;
      }
      if (points == 0) {
        out.resource(this::copyAttributes);
        out.scope(SCOPE, "");
      }
      points += metric.write(out, now);
    }
    return points;
  }

  private void copyAttributes(AttributesWriter out) {
    AttributesView all =
        new AttributesView().over(attributes, 0, attributes.length, ResourceAttributes.NUMBER);
    while (all.next()) {
      BytesView key = all.key();
      out.put(key.buffer(), key.offset(), key.length(), all.value());
    }
  }
}
