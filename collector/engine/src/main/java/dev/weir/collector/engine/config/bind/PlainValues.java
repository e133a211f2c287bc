package dev.weir.collector.engine.config.bind;

import dev.weir.collector.engine.config.yaml.YamlTimestamp;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Expanded;
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
    return switch (value) {
      case Scalar scalar ->
          scalar.value() instanceof YamlTimestamp time ? time.rfc3339() : scalar.value();
      case Expanded expanded -> of(expanded.value());
      case Sequence sequence -> list(sequence);
      case Mapping mapping -> map(mapping);
    };
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
