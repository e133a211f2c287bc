package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.processors.redaction.DbSanitizerConfig.Database;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes the values out of statements. Immutable.
final class DbSanitizer {
  private static final byte[] SYSTEM_NAME = "db.system.name".getBytes(UTF_8);
  private static final byte[] SYSTEM = "db.system".getBytes(UTF_8);

  private final List<Language> languages = new ArrayList<>();

  /// Log records rarely say of which database they are.
  private final boolean withoutSystem;

  /// How the statements of some databases are written, and where they stand.
  private record Language(
      Set<String> systems, Set<String> attributes, UnaryOperator<String> sanitize) {}

  DbSanitizer(DbSanitizerConfig config, boolean withoutSystem) {
    this.withoutSystem = withoutSystem;
    add(
        config.sql(),
        Set.of("other_sql", "mysql", "postgresql", "mariadb", "sqlite"),
        SqlText::sanitize);
    add(config.redis(), Set.of("redis"), RedisText::sanitize);
    add(config.valkey(), Set.of("valkey"), RedisText::sanitize);
    add(config.memcached(), Set.of("memcached"), DbSanitizer::firstLine);
    add(config.mongo(), Set.of("mongodb"), JsonText::sanitize);
    add(config.opensearch(), Set.of("opensearch"), JsonText::sanitize);
    add(config.es(), Set.of("elasticsearch"), JsonText::sanitize);
  }

  private void add(Database config, Set<String> systems, UnaryOperator<String> sanitize) {
    if (config.enabled()) {
      languages.add(new Language(systems, Set.copyOf(config.attributes()), sanitize));
    }
  }

  boolean isOn() {
    return !languages.isEmpty();
  }

  /// Whether some language looks at this attribute.
  boolean looksAt(BytesView key) {
    if (languages.isEmpty()) {
      return false;
    }
    String name = key.toString();
    for (Language language : languages) {
      if (language.attributes.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /// Of which database attributes speak, in lower case; empty if of none.
  static String system(AttributesEdit attributes) {
    String name = text(attributes.find(SYSTEM_NAME));
    return name.isEmpty() ? text(attributes.find(SYSTEM)) : name;
  }

  /// A statement in an attribute of an item that speaks of a database.
  String attribute(String statement, String key, String system) {
    String sanitized = statement;
    for (Language language : languages) {
      boolean speaks = system.isEmpty() ? withoutSystem : language.systems.contains(system);
      if (speaks && language.attributes.contains(key)) {
        sanitized = language.sanitize.apply(sanitized);
        if (!system.isEmpty()) {
          break;
        }
      }
    }
    return sanitized;
  }

  /// A statement as the name of a span that speaks of a database.
  String spanName(String name, String system) {
    for (Language language : languages) {
      if (language.systems.contains(system)) {
        return language.sanitize.apply(name);
      }
    }
    return name;
  }

  /// A text in the body of a log record, which may be a statement in any language.
  String body(String text) {
    String sanitized = text;
    for (Language language : languages) {
      sanitized = language.sanitize.apply(sanitized);
    }
    return sanitized;
  }

  private static String text(@Nullable AnyValueView value) {
    return value == null ? "" : value.stringValue().toLowerCase(Locale.ROOT);
  }

  /// What stores a value in memcached has it in the lines behind the first.
  private static String firstLine(String command) {
    int end = command.indexOf("\r\n");
    return (end < 0 ? command : command.substring(0, end)).strip();
  }
}
