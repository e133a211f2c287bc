package dev.weir.collector.connectors.signaltometrics;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.context.Frame;
import java.util.Map;
import java.util.TreeMap;

/// Encodes the attributes of the resource that a metric gets, in the order of their keys, with the
/// id of the collector that makes it.
///
/// @param instance the id of this collector, empty if it has none
record ResourceAttributes(String instance) {
  static final int NUMBER = 1;

  private static final String INSTANCE = "signal_to_metrics.service.instance.id";

  /// The attributes that are wanted of a resource, encoded as those of one.
  byte[] of(AttributeSelection wanted, AttributesView resource, Frame frame) {
    Map<String, EncodedValue> attributes = new TreeMap<>();
    if (wanted.isEmpty()) {
      resource.rewind();
      while (resource.next()) {
        AnyValueView value = new AnyValueView().wrap(resource.value());
        attributes.putIfAbsent(resource.key().toString(), value);
      }
    } else {
      for (AttributeSelection.Choice choice : wanted.choices(frame)) {
        EncodedValue value = choice.in(resource);
        if (value != null) {
          attributes.put(choice.name(), copy(value));
        }
      }
    }
    if (!instance.isEmpty()) {
      attributes.put(INSTANCE, EncodedValue.of(instance));
    }
    ProtoWriter out = new ProtoWriter(256);
    AttributesWriter writer = new AttributesWriter(out, NUMBER);
    attributes.forEach(writer::put);
    return out.toByteArray();
  }

  /// What is found is valid until the next search.
  private static EncodedValue copy(EncodedValue value) {
    return value instanceof AnyValueView view ? new AnyValueView().wrap(view) : value;
  }
}
