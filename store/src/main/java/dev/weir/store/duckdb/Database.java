package dev.weir.store.duckdb;

import dev.weir.store.StoreConfig;
import dev.weir.store.StoreException;
import dev.weir.store.query.QueryCancelledException;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.QueryTimeoutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The one database of a store: staging tables live in it, slices are attached to it.
///
/// Questions run on threads of their own: a call into the library would hold the carrier of a
/// virtual thread, and does not see interrupts.
final class Database implements AutoCloseable {
  private static final int QUESTIONS = 4;

  private static final long CALM = 2_000_000_000L;

  private final DuckDBConnection root;
  private final int maxThreads;
  private final Object threads = new Object();

  // guarded by threads
  private boolean isSpread;
  private long lastSpread;

  private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService questions =
      Executors.newFixedThreadPool(
          QUESTIONS, Thread.ofPlatform().daemon().name("store-question-", 0).factory());

  private Database(DuckDBConnection root, int maxThreads) {
    this.root = root;
    this.maxThreads = maxThreads;
  }

  static Database open(StoreConfig config) {
    try {
      Path temporary = config.directory().resolve("tmp");
      Files.createDirectories(temporary);
      Properties properties = new Properties();
      properties.setProperty("memory_limit", config.memoryBytes() / (1024 * 1024) + "MiB");
      properties.setProperty("threads", "1");
      properties.setProperty("temp_directory", temporary.toString());
      properties.setProperty("autoinstall_known_extensions", "false");
      properties.setProperty("autoload_known_extensions", "false");
      Database database =
          new Database(
              DuckDBConnection.newConnection("jdbc:duckdb:", false, "", properties),
              config.threads());
      database.execute("SET checkpoint_threshold = '64MiB'");
      return database;
    } catch (IOException | SQLException e) {
      throw new StoreException(config.directory() + ": " + e.getMessage(), e);
    }
  }

  /// A connection of one's own. The caller closes it.
  DuckDBConnection connect() throws SQLException {
    return root.duplicate();
  }

  /// Lets questions use several threads for a while. Otherwise none but the caller's works: who
  /// waits for other threads of the library does so without rest, which would make writing dearer.
  void spread() throws SQLException {
    synchronized (threads) {
      lastSpread = System.nanoTime();
      if (!isSpread && maxThreads > 1) {
        execute("SET threads = " + maxThreads);
        isSpread = true;
      }
    }
  }

  /// Takes the threads back when no question has wanted them for a while.
  void calm() throws SQLException {
    synchronized (threads) {
      if (isSpread && System.nanoTime() - lastSpread > CALM) {
        execute("SET threads = 1");
        isSpread = false;
      }
    }
  }

  /// Executes a statement that is not a question.
  void execute(String sql) throws SQLException {
    DuckDBConnection connection = take();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      idle.add(connection);
    }
  }

  /// The first number of the first row.
  long number(String sql) throws SQLException {
    DuckDBConnection connection = take();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } finally {
      idle.add(connection);
    }
  }

  /// Asks, and reads the answer on the thread of the question.
  <T> T query(String sql, Duration timeout, Reader<T> reader) {
    AtomicReference<@Nullable Statement> running = new AtomicReference<>();
    Future<T> answer = questions.submit(() -> run(sql, running, reader));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      cancel(answer, running);
      throw new QueryTimeoutException("the answer took longer than " + timeout);
    } catch (InterruptedException e) {
      cancel(answer, running);
      Thread.currentThread().interrupt();
      throw new QueryCancelledException("the question was cancelled");
    } catch (ExecutionException e) {
      throw failure(sql, e.getCause());
    }
  }

  @Override
  public void close() {
    questions.shutdownNow();
    try {
      if (!questions.awaitTermination(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    idle.forEach(Database::release);
    release(root);
  }

  private <T> T run(String sql, AtomicReference<@Nullable Statement> running, Reader<T> reader)
      throws SQLException {
    DuckDBConnection connection = take();
    try (Statement statement = connection.createStatement()) {
      running.set(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reader.read(rows);
      }
    } finally {
      running.set(null);
      idle.add(connection);
    }
  }

  private static void cancel(Future<?> answer, AtomicReference<@Nullable Statement> running) {
    answer.cancel(false);
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has just ended by itself.
      }
    }
  }

  private static RuntimeException failure(String sql, @Nullable Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    if (cause instanceof SQLException e) {
      String message = String.valueOf(e.getMessage());
      return message.contains("Invalid Input Error") || message.contains("Out of Range")
          ? new QueryException(message)
          : new DatabaseException(message + "\nin: " + sql, e);
    }
    return new StoreException("a question failed", cause == null ? new IOException() : cause);
  }

  private DuckDBConnection take() throws SQLException {
    DuckDBConnection connection = idle.poll();
    return connection == null ? root.duplicate() : connection;
  }

  private static void release(DuckDBConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing is left to be saved by it.
    }
  }

  /// Reads an answer.
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /// A question that the database could not answer although it should.
  static final class DatabaseException extends StoreException {
    private static final long serialVersionUID = 1;

    DatabaseException(String message, Throwable cause) {
      super(message, cause);
    }

    /// Whether a file may be the reason.
    boolean isOfFile() {
      String message = String.valueOf(getMessage());
      return Stream.of("IO Error", "orrupt", "hecksum", "erialization", "INTERNAL")
          .anyMatch(message::contains);
    }
  }
}
