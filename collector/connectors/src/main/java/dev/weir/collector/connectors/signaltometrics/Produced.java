package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.common.EnvelopeWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metrics made of one batch. Not safe for threads.
final class Produced {
  private final Map<ByteKey, ResourceMetrics> resources = new LinkedHashMap<>();

  /// The metrics of a resource.
  ///
  /// @param attributes as [ResourceAttributes] encodes them, given away
  ResourceMetrics resource(byte[] attributes) {
    return resources.computeIfAbsent(
        new ByteKey(attributes), key -> new ResourceMetrics(key.bytes()));
  }

  /// Writes them, and returns how many points there are.
  int write(EnvelopeWriter out, long now) {
    int points = 0;
    for (ResourceMetrics each : resources.values()) {
      points += each.write(out, now);
    }
    return points;
  }
}
