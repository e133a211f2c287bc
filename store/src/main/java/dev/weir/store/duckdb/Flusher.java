package dev.weir.store.duckdb;

import dev.weir.store.duckdb.SignalStore.Flush;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Moves rows from staging tables into the index of their slice, when their blocks have been
/// written, and seals slices that get no more.
final class Flusher implements Runnable {
  private static final long RETRY = 1_000_000_000L;

  private final SignalStore store;
  private final Object lock;

  Flusher(SignalStore store) {
    this.store = store;
    lock = store.lock;
  }

  @Override
  public void run() {
    try {
      for (Flush flush = take(); flush != null; flush = take()) {
        if (!flush(flush)) {
          break;
        }
      }
    } finally {
      synchronized (lock) {
        store.isFlusherDone = true;
        lock.notifyAll();
      }
    }
  }

  private @Nullable Flush take() {
    synchronized (lock) {
      while (store.flushes.isEmpty()) {
        if (store.isWriterDone) {
          return null;
        }
        store.await(RETRY);
      }
      return store.flushes.peek();
    }
  }

  private boolean flush(Flush flush) {
    while (true) {
      try {
        Staging staging = flush.staging();
        if (staging != null) {
          if (!awaitBlocks(flush.slice(), staging.lastBlock)) {
            return false;
          }
          copy(flush.slice(), staging);
        }
        if (flush.isLast()) {
          seal(flush.slice());
        }
        synchronized (lock) {
          store.flushes.remove();
          lock.notifyAll();
        }
        return true;
      } catch (SQLException | IOException e) {
        if (!failed(e)) {
          return false;
        }
      }
    }
  }

  /// Returns false if the blocks will not be written any more.
  private boolean awaitBlocks(Slice slice, int block) {
    synchronized (lock) {
      while (slice.committedBlocks <= block) {
        if (store.isStopping && store.problem != null) {
          return false;
        }
        store.await(RETRY);
      }
      return true;
    }
  }

  private void copy(Slice slice, Staging staging) throws SQLException, IOException {
    Dictionary dictionary = slice.dictionary;
    try (DuckDBConnection connection = store.database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      Map<String, Integer> copied =
          dictionary == null ? Map.of() : dictionary.copyTo(connection, slice.catalog());
      staging.copyTo(connection, slice.catalog());
      statement.execute(
          "INSERT INTO " + slice.catalog() + ".progress VALUES (" + staging.lastBlock + ")");
      // Rows name keys that the catalogue knows, so the catalogue is saved first.
      slice.meta.save(slice.folder);
      connection.commit();
      if (dictionary != null) {
        dictionary.copied(copied);
      }
    }
    boolean isDone;
    synchronized (lock) {
      slice.flushedArrival = Math.max(slice.flushedArrival, staging.lastArrival);
      slice.stagings.remove(staging);
      staging.isFlushed = true;
      isDone = staging.isDone();
    }
    if (isDone) {
      store.drop(staging);
    }
  }

  private void seal(Slice slice) throws SQLException, IOException {
    store.database.execute("CHECKPOINT " + slice.catalog());
    slice.meta.traces = slice.meta.traces.folded();
    slice.meta.blocks = slice.blocks.size();
    slice.meta.sealed = true;
    slice.meta.save(slice.folder);
    synchronized (lock) {
      slice.isSealed = true;
      if (slice.readers == 0) {
        store.tidy(slice);
      }
      lock.notifyAll();
    }
  }

  /// Returns whether to try again.
  private boolean failed(Exception e) {
    store.log.warn("the store cannot index: " + e.getMessage());
    synchronized (lock) {
      if (store.isStopping) {
        return false;
      }
      store.await(RETRY);
      return true;
    }
  }
}
