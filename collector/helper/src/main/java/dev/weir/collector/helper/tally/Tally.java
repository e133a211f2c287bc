package dev.weir.collector.helper.tally;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.context.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of one metric for one resource, by the encoded attributes of their points. Not safe
/// for threads.
final class Tally {
  static final int ATTRIBUTES = 7;

  private final CompiledTally compiled;
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

  Tally(CompiledTally compiled) {
    this.compiled = compiled;
    this.spec = compiled.spec();
  }

  TallySpec spec() {
    return spec;
  }

  /// By attributes, encoded as those of a number's data point, a character a byte.
  Map<String, Value> values() {
    return values;
  }

  /// Takes the item that the frame stands on.
  ///
  /// @param around the attributes of the item, its scope and its resource
  void add(Frame frame, List<AttributesView> around, Failures failures) {
    if (!isWanted(frame, failures)) {
      return;
    }
    double number = 0;
    if (spec.source() != null) {
      number = Numbers.of(around.getFirst().find(spec.source()));
      if (Double.isNaN(number)) {
        return;
      }
    }
    if (encodeDimensions(around)) {
      add(1, number);
    }
  }

  private boolean isWanted(Frame frame, Failures failures) {
    boolean isWanted = compiled.conditions().isEmpty();
    for (CompiledCondition condition : compiled.conditions()) {
      try {
        isWanted |= condition.test(frame);
      } catch (EvaluationException e) {
        failures.add(condition.text(), e);
      }
    }
    return isWanted;
  }

  private void add(long items, double number) {
    String key = new String(encoded.buffer(), 0, encoded.size(), ISO_8859_1);
    Value value = values.computeIfAbsent(key, _ -> new Value());
    value.count += items;
    value.sum += number;
  }

  /// Encodes the attributes of the item's point; false if it lacks one.
  private boolean encodeDimensions(List<AttributesView> around) {
    encoded.reset();
    for (Dimension dimension : spec.dimensions()) {
      EncodedValue value = find(around, dimension);
      if (value == null) {
        return false;
      }
      attributes.put(dimension.key(), value);
    }
    return true;
  }

  /// Sums take texts of the item's own attributes, counts take any value, also of the scope and of
  /// the resource.
  private @Nullable EncodedValue find(List<AttributesView> around, Dimension dimension) {
    AnyValueView own = around.getFirst().find(dimension.key());
    if (spec.source() != null) {
      return own == null ? dimension.defaultValue() : text(own);
    }
    for (AttributesView attributes : around) {
      AnyValueView found = attributes.find(dimension.key());
      if (found != null) {
        return found;
      }
    }
    return dimension.defaultValue();
  }

  private static EncodedValue text(AnyValueView value) {
    return value.isString() ? value : EncodedValue.of(ValueText.of(value));
  }
}
