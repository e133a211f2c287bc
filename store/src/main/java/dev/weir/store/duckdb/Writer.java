package dev.weir.store.duckdb;

import dev.weir.store.StoreException;
import dev.weir.store.duckdb.SignalStore.Flush;
import dev.weir.store.duckdb.SignalStore.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Makes rows of batches and appends them to staging tables, on a connection of its own.
final class Writer implements Runnable {
  private static final int TASKS = 64;
  private static final int FLUSHES = 2;
  private static final long STAGED_NANOS = 15_000_000_000L;

  private final SignalStore store;
  private final Object lock;
  private @Nullable DuckDBConnection connection;
  private @Nullable Slice slice;
  private @Nullable RowWriter rows;
  private @Nullable Staging staging;
  private int nextStaging;
  private int block = -1;
  private int nextPlace;

  Writer(SignalStore store) {
    this.store = store;
    lock = store.lock;
  }

  @Override
  public void run() {
    try {
      connection = store.database.connect();
      for (List<Task> tasks = take(); tasks != null; tasks = take()) {
        writeAll(tasks);
      }
      handOver(false);
    } catch (SQLException | StoreException | LinkageError e) {
      synchronized (lock) {
        store.problem = "the store cannot write: " + e.getMessage();
      }
      store.log.warn("the store cannot write: " + e.getMessage());
    } finally {
      end();
    }
  }

  /// The next batches; none when only time has passed; null at the end.
  private @Nullable List<Task> take() {
    synchronized (lock) {
      while (store.pending.isEmpty() && !isOld()) {
        if (store.isStopping) {
          return null;
        }
        store.await(1_000_000_000L);
      }
      List<Task> tasks = new ArrayList<>();
      while (!store.pending.isEmpty() && tasks.size() < TASKS) {
        tasks.add(store.pending.remove());
      }
      return tasks;
    }
  }

  private void writeAll(List<Task> tasks) throws SQLException {
    long bytes = 0;
    long arrival = 0;
    int items = 0;
    for (Task task : tasks) {
      items += write(task);
      bytes += task.request().length();
      arrival = task.arrival();
    }
    if (staging != null && rows != null) {
      rows.dictionary.publish();
      staging.publish();
    }
    synchronized (lock) {
      store.pendingBytes = Math.max(0, store.pendingBytes - bytes);
      store.appended += items;
      store.stagedArrival = Math.max(store.stagedArrival, arrival);
      lock.notifyAll();
    }
    if (tasks.isEmpty() && isOld()) {
      handOver(false);
    }
  }

  private int write(Task task) throws SQLException {
    if (task.slice() != slice) {
      handOver(false);
      begin(task.slice());
    }
    if (task.block() < 0) {
      handOver(true);
      endSlice();
      return 0;
    }
    if (staging != null && task.block() != block && staging.rows >= store.config.indexRows()) {
      handOver(false);
    }
    if (task.block() != block) {
      block = task.block();
      nextPlace = 0;
    }
    try {
      Staging into = into();
      into.lastBlock = block;
      into.lastArrival = task.arrival();
      int items = writer().write(task.request(), block, nextPlace, task.arrival());
      nextPlace += items;
      synchronized (lock) {
        task.slice().count(block, items);
      }
      return items;
    } catch (RuntimeException e) {
      store.log.warn("items could not be indexed: " + e.getMessage());
      store.log.dropped(1);
      handOver(false);
      return 0;
    }
  }

  private void begin(Slice next) throws SQLException {
    slice = next;
    block = -1;
    Dictionary dictionary =
        Dictionary.create(
            connection(), store.signal, "_" + store.signal.key() + "_" + next.id, next.catalog());
    synchronized (lock) {
      next.dictionary = dictionary;
    }
  }

  private void endSlice() throws SQLException {
    if (slice != null && slice.dictionary != null) {
      slice.dictionary.endAppending();
    }
    slice = null;
    rows = null;
  }

  private Staging into() throws SQLException {
    Staging current = staging;
    if (current != null) {
      return current;
    }
    Slice target = Objects.requireNonNull(slice);
    current =
        Staging.create(
            connection(),
            store.signal,
            target.meta.version,
            "_" + store.signal.key() + "_stage_" + nextStaging++);
    current.since = System.nanoTime();
    staging = current;
    if (rows == null) {
      rows =
          RowWriter.of(
              store.signal, target.meta, Objects.requireNonNull(target.dictionary), current);
    } else {
      rows.into(current);
    }
    synchronized (lock) {
      target.stagings.add(current);
    }
    return current;
  }

  private RowWriter writer() {
    return Objects.requireNonNull(rows);
  }

  /// Whether rows have been in memory for long, and their last block is complete.
  private boolean isOld() {
    Staging current = staging;
    Slice target = slice;
    if (current == null || target == null) {
      return false;
    }
    Slice.OpenBlock open = target.open;
    return System.nanoTime() - current.since > STAGED_NANOS
        && (open == null || open.number > current.lastBlock);
  }

  private void handOver(boolean isLast) throws SQLException {
    Staging current = staging;
    Slice target = slice;
    staging = null;
    if (target == null || (current == null && !isLast)) {
      return;
    }
    if (current != null) {
      if (rows != null) {
        rows.dictionary.publish();
      }
      current.endAppending();
    }
    synchronized (lock) {
      while (store.flushes.size() >= FLUSHES && !store.isFlusherDone) {
        store.await(1_000_000_000L);
      }
      store.flushes.add(new Flush(target, current, isLast));
      lock.notifyAll();
    }
  }

  private void end() {
    try {
      endSlice();
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      store.log.warn("ending the writer: " + e.getMessage());
    }
    synchronized (lock) {
      store.isWriterDone = true;
      lock.notifyAll();
    }
  }

  private DuckDBConnection connection() {
    return Objects.requireNonNull(connection);
  }
}
