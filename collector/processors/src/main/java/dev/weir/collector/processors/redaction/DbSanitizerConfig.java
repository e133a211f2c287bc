package dev.weir.collector.processors.redaction;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;

/// What the user writes under `db_sanitizer:`.
///
/// @param sanitizeSpanName whether names of spans of a database are sanitized, too
public record DbSanitizerConfig(
    Database sql,
    Database redis,
    Database valkey,
    Database memcached,
    Database mongo,
    Database opensearch,
    Database es,
    boolean sanitizeSpanName)
    implements ComponentConfig {

  /// One kind of database.
  ///
  /// @param attributes those that hold statements
  public record Database(boolean enabled, List<String> attributes) implements ComponentConfig {

    public static Database defaults() {
      return new Database(false, List.of());
    }
  }

  public static DbSanitizerConfig defaults() {
    Database off = Database.defaults();
    return new DbSanitizerConfig(off, off, off, off, off, off, off, true);
  }
}
