package dev.weir.collector.helper.tally;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of one metric for one resource, by the encoded attributes of their points. Not safe
/// for threads.
final class Tally {
  static final int ATTRIBUTES = 7;

  private final TallySpec spec;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final ProtoWriter encoded = new ProtoWriter(64);
  private final AttributesWriter attributes = new AttributesWriter(encoded, ATTRIBUTES);

  /// A number of items, and what their numbers add up to.
  static final class Value {
    private long count;
    private double sum;

    long count() {
      return count;
    }

    double sum() {
      return sum;
    }
  }

  Tally(TallySpec spec) {
    this.spec = spec;
  }

  TallySpec spec() {
    return spec;
  }

  /// By attributes, encoded as those of a number's data point, a character a byte.
  Map<String, Value> values() {
    return values;
  }

  void add(ItemEdit item) {
    double number = 0;
    if (spec.source() != null) {
      number = Numbers.of(item.attributes().find(spec.source()));
      if (Double.isNaN(number)) {
        return;
      }
    }
    if (encodeDimensions(item)) {
      add(1, number);
    }
  }

  /// Counts items that have no attributes.
  void add(long items, double number) {
    String key = new String(encoded.buffer(), 0, encoded.size(), ISO_8859_1);
    Value value = values.computeIfAbsent(key, _ -> new Value());
    value.count += items;
    value.sum += number;
  }

  /// Encodes the attributes of the item's point; false if it lacks one.
  private boolean encodeDimensions(ItemEdit item) {
    encoded.reset();
    for (Dimension dimension : spec.dimensions()) {
      EncodedValue value = find(item, dimension);
      if (value == null) {
        return false;
      }
      attributes.put(dimension.key(), value);
    }
    return true;
  }

  /// Sums take texts of the item's own attributes, counts take any value, also of the scope and of
  /// the resource.
  private @Nullable EncodedValue find(ItemEdit item, Dimension dimension) {
    AnyValueView found = item.attributes().find(dimension.key());
    if (spec.source() != null) {
      return found == null ? dimension.defaultValue() : text(found);
    }
    Enclosing around = item.enclosing();
    found = found == null ? around.scope().attributes().find(dimension.key()) : found;
    found = found == null ? around.resource().attributes().find(dimension.key()) : found;
    return found == null ? dimension.defaultValue() : found;
  }

  private static EncodedValue text(AnyValueView value) {
    return value.isString() ? value : EncodedValue.of(ValueText.of(value));
  }
}
