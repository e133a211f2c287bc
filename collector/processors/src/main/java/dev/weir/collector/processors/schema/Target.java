package dev.weir.collector.processors.schema;

import dev.weir.collector.processors.schema.SchemaConfig.Migration;
import dev.weir.otlp.common.BytesView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A schema to translate to, with the ways from others. Any thread may use it.
final class Target {
  private final String url;
  private final int version;
  private final IntPredicate keeps;
  private final Map<Integer, Translation> translations = new ConcurrentHashMap<>();

  Target(String url, List<Migration> migrations) {
    this.url = url;
    version = Versions.of(url);
    int other =
        migrations.stream()
            .filter(migration -> migration.target().equals(url))
            .mapToInt(migration -> Versions.of(migration.from()))
            .findFirst()
            .orElse(version);
    int low = Math.min(version, other);
    int high = Math.max(version, other);
    keeps = number -> number > low && number <= high;
  }

  String url() {
    return url;
  }

  /// The way from a schema, or null if that is not known.
  @Nullable Translation from(BytesView schemaUrl) {
    int from = Versions.of(schemaUrl.toString());
    return from < 0
        ? null
        : translations.computeIfAbsent(from, number -> new Translation(number, version, keeps));
  }
}
