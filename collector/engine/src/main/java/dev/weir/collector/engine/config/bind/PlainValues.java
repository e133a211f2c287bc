package dev.weir.collector.engine.config.bind;

import dev.weir.collector.engine.config.yaml.YamlTimestamp;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values without places: null, [Boolean], [Long], [java.math.BigInteger], [Double], [String],
/// [List], [Map].
public final class PlainValues {

  private PlainValues() {}

  public static @Nullable Object of(YamlValue value) {
    if (value.plain() instanceof Mapping mapping) {
      return map(mapping);
    }
    if (value.plain() instanceof Sequence sequence) {
      return list(sequence);
    }
    Object plain = ((Scalar) value.plain()).value();
    return plain instanceof YamlTimestamp time ? time.rfc3339() : plain;
  }

  private static List<@Nullable Object> list(Sequence sequence) {
    var result = new ArrayList<@Nullable Object>(sequence.items().size());
    for (YamlValue item : sequence.items()) {
      result.add(of(item));
    }
    return Collections.unmodifiableList(result);
  }

  private static Map<String, @Nullable Object> map(Mapping mapping) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    mapping.entries().forEach((key, entry) -> result.put(key, of(entry.value())));
    return Collections.unmodifiableMap(result);
  }
}
