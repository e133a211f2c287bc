package dev.weir.collector.helper.tally;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.metrics.MetricWriter;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.ContextName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All tallies of one resource. Not safe for threads.
final class ResourceTally {
  private static final int DELTA = 1;

  private final ResourceView resource;
  private final List<Tally> tallies = new ArrayList<>();
  private final Map<ContextName, TimeRange> times = new EnumMap<>(ContextName.class);

  /// @param resource the bytes of the resource, which stay as they are
  ResourceTally(ByteRange resource, List<CompiledTally> compiled) {
    this.resource =
        new ResourceView().wrap(resource.buffer(), resource.offset(), resource.length());
    for (CompiledTally each : compiled) {
      tallies.add(new Tally(each));
    }
  }

  ResourceView resource() {
    return resource;
  }

  List<Tally> tallies() {
    return tallies;
  }

  /// When the items of a kind were.
  TimeRange times(ContextName context) {
    return times.computeIfAbsent(context, _ -> new TimeRange());
  }

  /// Writes them as metrics of the resource, if there are any, and returns how many points.
  int write(EnvelopeWriter out, String scope, long now) {
    int points = 0;
    for (Tally tally : tallies) {
      if (tally.values().isEmpty()) {
        continue;
      }
      if (points == 0) {
        out.resource(writer -> copy(resource.attributes(), writer));
        out.scope(scope, "");
      }
      points += write(tally, new MetricWriter(out), now);
    }
    return points;
  }

  private int write(Tally tally, MetricWriter out, long now) {
    TallySpec spec = tally.spec();
    TimeRange range = times(spec.kind().context());
    out.begin(spec.name(), spec.description(), "").sum(DELTA, true);
    for (Map.Entry<String, Tally.Value> each : tally.values().entrySet()) {
      byte[] attributes = each.getKey().getBytes(ISO_8859_1);
      Tally.Value value = each.getValue();
      if (spec.source() == null) {
        long first = range.first(now);
        long last = range.last(now);
        out.point(first, last, value.count(), writer -> copy(view(attributes), writer));
      } else {
        out.point(0, now, value.sum(), writer -> copy(view(attributes), writer));
      }
    }
    out.end();
    return tally.values().size();
  }

  private static AttributesView view(byte[] attributes) {
    return new AttributesView().over(attributes, 0, attributes.length, Tally.ATTRIBUTES);
  }

  private static void copy(AttributesView attributes, AttributesWriter writer) {
    while (attributes.next()) {
      BytesView key = attributes.key();
      writer.put(key.buffer(), key.offset(), key.length(), attributes.value());
    }
  }
}
