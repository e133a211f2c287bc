package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Resources, scopes and series of the slice that is being written: in memory tables, which
/// questions join, and copied into the slice as far as they are new at every flush.
///
/// Only for the writer's thread, but for [#copyTo] and [#drop].
final class Dictionary {
  final ByteKeys<Integer> resources = new ByteKeys<>();
  final ByteKeys<Integer> scopes = new ByteKeys<>();
  final ByteKeys<Integer> series = new ByteKeys<>();
  private final Signal signal;
  private final String suffix;
  private final Map<String, RowAppender> appenders = new HashMap<>();
  private final Map<String, Integer> copied = new HashMap<>();
  private int nextId = 1;

  private Dictionary(Signal signal, String suffix) {
    this.signal = signal;
    this.suffix = suffix;
  }

  /// The dictionary of a slice that is attached, with what the slice has already.
  static Dictionary create(
      DuckDBConnection connection, Signal signal, String suffix, String catalog)
      throws SQLException {
    Dictionary dictionary = new Dictionary(signal, suffix);
    try (Statement statement = connection.createStatement()) {
      for (Schema.Table table : Schema.dictionaries(signal)) {
        statement.execute(
            "CREATE TABLE %s AS SELECT * FROM %s.%s"
                .formatted(dictionary.table(table.name()), catalog, table.name()));
        int last = maxId(statement, dictionary.table(table.name()));
        dictionary.copied.put(table.name(), last);
        dictionary.nextId = Math.max(dictionary.nextId, last + 1);
      }
    }
    for (Schema.Table table : Schema.dictionaries(signal)) {
      dictionary.appenders.put(table.name(), RowAppender.of(connection, table.name() + suffix));
    }
    return dictionary;
  }

  String table(String name) {
    return "memory.main." + name + suffix;
  }

  @Nullable RowAppender appender(String name) {
    return appenders.get(name);
  }

  int nextId() {
    return nextId++;
  }

  int size() {
    return resources.size() + scopes.size() + series.size();
  }

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

  /// Copies what is new into the slice, and returns what to give to [#copied] when the transaction
  /// has been committed.
  Map<String, Integer> copyTo(DuckDBConnection connection, String catalog) throws SQLException {
    Map<String, Integer> last = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (Schema.Table table : Schema.dictionaries(signal)) {
        String source = table(table.name());
        int max = maxId(statement, source);
        last.put(table.name(), max);
        statement.execute(
            "INSERT INTO %s.%s SELECT * FROM %s WHERE id > %d AND id <= %d"
                .formatted(
                    catalog, table.name(), source, copied.getOrDefault(table.name(), 0), max));
      }
    }
    return last;
  }

  void copied(Map<String, Integer> last) {
    copied.putAll(last);
  }

  void drop(Database database) throws SQLException {
    for (Schema.Table table : Schema.dictionaries(signal)) {
      database.execute("DROP TABLE IF EXISTS " + table(table.name()));
    }
  }

  private static int maxId(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT max(id) FROM " + table)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
