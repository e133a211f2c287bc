package dev.weir.collector.connectors.signaltometrics;

import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.metrics.MetricWriter;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The points of one metric of one resource by their encoded attributes, which are looked up
/// without making a key of them. Not safe for threads.
///
/// `slots` is an open hash table of numbers of points, plus one; 0 is a free slot.
final class PointMap {
  private static final int DELTA = 1;
  private static final int POINT = 1;
  private static final int TIME = 3;

  private final MetricIdentity identity;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private int[] slots = new int[16];

  PointMap(MetricIdentity identity) {
    this.identity = identity;
  }

  /// The point whose attributes are the first `length` bytes of `buffer`.
  Point at(byte[] buffer, int length) {
    int slot = slot(buffer, length);
    while (slots[slot] != 0) {
      byte[] key = keys.get(slots[slot] - 1);
      if (Arrays.equals(key, 0, key.length, buffer, 0, length)) {
        return points.get(slots[slot] - 1);
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    Point added = identity.newPoint();
    keys.add(Arrays.copyOf(buffer, length));
    points.add(added);
    slots[slot] = points.size();
    if (2 * points.size() > slots.length) {
      grow();
    }
    return added;
  }

  /// Writes the metric, and returns how many points it has.
  int write(EnvelopeWriter envelope, long now) {
    MetricWriter metric = new MetricWriter(envelope);
    metric.begin(identity.name(), identity.description(), identity.unit());
    switch (identity.kind()) {
      case SUM -> metric.sum(DELTA, identity.monotonic());
      case GAUGE -> metric.gauge();
      case HISTOGRAM -> metric.histogram(DELTA);
      case EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram(DELTA);
    }
    ProtoWriter out = envelope.out();
    for (int i = 0; i < points.size(); i++) {
      int mark = out.beginMessage(POINT);
      out.fixed64(TIME, now);
      out.raw(keys.get(i), 0, keys.get(i).length);
      points.get(i).write(out);
      out.endMessage(mark);
    }
    metric.end();
    return points.size();
  }

  private int slot(byte[] buffer, int length) {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + buffer[i];
    }
    return (hash ^ (hash >>> 16)) & (slots.length - 1);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < keys.size(); i++) {
      int slot = slot(keys.get(i), keys.get(i).length);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
  }
}
