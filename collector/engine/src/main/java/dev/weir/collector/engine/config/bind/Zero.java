package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.Secret;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value that Go gives a setting that nobody set.
final class Zero {

  private Zero() {}

  static @Nullable Object of(Type type) {
    Class<?> raw = Types.raw(type);
    return switch (raw.getName()) {
      case "boolean", "java.lang.Boolean" -> false;
      case "int", "java.lang.Integer" -> 0;
      case "long", "java.lang.Long" -> 0L;
      case "double", "java.lang.Double" -> 0.0;
      case "java.lang.String" -> "";
      case "java.time.Duration" -> Duration.ZERO;
      case "java.util.List" -> List.of();
      case "java.util.Map" -> Map.of();
      default -> ofOther(raw);
    };
  }

  private static @Nullable Object ofOther(Class<?> raw) {
    if (raw == Secret.class) {
      return new Secret("");
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    return raw.isRecord() && RecordShape.of(raw).parser() == null
        ? RecordShape.of(raw).defaults()
        : null;
  }
}
