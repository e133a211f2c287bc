package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Tables in memory with rows on their way to a slice. The writer's thread appends; when it has
/// handed them over, they are flushed. They are dropped when they are flushed and nobody reads
/// them.
final class Staging {
  final String suffix;
  private final List<Schema.Table> tables;
  private final Map<String, RowAppender> appenders = new HashMap<>();

  // for the writer's thread, then for the flusher's
  int rows;
  int firstBlock = -1;
  int lastBlock = -1;
  long lastArrival;
  long since;

  // guarded by the signal's lock
  int readers;
  boolean isFlushed;

  private Staging(String suffix, List<Schema.Table> tables) {
    this.suffix = suffix;
    this.tables = tables;
  }

  static Staging create(DuckDBConnection connection, Signal signal, int version, String suffix)
      throws SQLException {
    Staging staging = new Staging(suffix, Schema.rows(signal, version));
    try (var statement = connection.createStatement()) {
      for (Schema.Table table : staging.tables) {
        statement.execute(
            "CREATE TABLE memory.main." + table.name() + suffix + " (" + table.columns() + ")");
      }
    }
    for (Schema.Table table : staging.tables) {
      staging.appenders.put(table.name(), RowAppender.of(connection, table.name() + suffix));
    }
    return staging;
  }

  /// The table's name for questions.
  String table(String name) {
    return "memory.main." + name + suffix;
  }

  @Nullable RowAppender appender(String name) {
    return appenders.get(name);
  }

  /// Makes what was appended visible.
  void publish() throws SQLException {
    for (RowAppender appender : appenders.values()) {
      appender.publish();
    }
  }

  void endAppending() throws SQLException {
    for (RowAppender appender : appenders.values()) {
      appender.close();
    }
  }

  /// Whether its rows are in the slice, and nobody reads them here. Called under the lock.
  boolean isDone() {
    return isFlushed && readers == 0;
  }

  /// Copies all rows into the tables of an attached slice, in the transaction of the connection.
  void copyTo(DuckDBConnection connection, String catalog) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (Schema.Table table : tables) {
        statement.execute(
            "INSERT INTO "
                + catalog
                + "."
                + table.name()
                + " SELECT * FROM "
                + table(table.name()));
      }
    }
  }

  void drop(Database database) throws SQLException {
    List<String> drops = new ArrayList<>();
    tables.forEach(table -> drops.add("DROP TABLE " + table(table.name()) + ";"));
    database.execute(String.join("", drops));
  }
}
