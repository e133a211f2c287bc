package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.Receipt;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreException;
import dev.weir.store.StoreStats;
import dev.weir.store.StoreUnavailableException;
import dev.weir.store.query.TimeRange;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The slices of one signal, and what is on its way into them.
///
/// Three threads work here: the [Writer] makes rows, the [Committer] writes blocks, the [Flusher]
/// moves rows into the index. They and the callers share one lock, never held while something is
/// written or asked.
final class SignalStore {
  private static final int MAX_ATTACHED = 64;

  /// How long a question waits for the rows that a crash has left out.
  private static final long RESUMING = 30_000_000_000L;

  final Signal signal;
  final StoreConfig config;
  final Database database;
  final StoreLog log;
  final Object lock = new Object();
  private final SliceFolder folder;
  private final LongSupplier arrivals;

  // guarded by lock
  final List<Slice> slices = new ArrayList<>();
  final ArrayDeque<Task> pending = new ArrayDeque<>();
  final ArrayDeque<Flush> flushes = new ArrayDeque<>();
  @Nullable Slice active;
  long pendingBytes;
  long queuedArrival;
  long stagedArrival;

  /// The last arrival of which rows had to be made again.
  private long resumedArrival;

  long committedArrival;
  long appended;
  int waiting;
  boolean isStopping;
  boolean isWriterDone;
  boolean isFlusherDone;
  @Nullable String problem;

  private final Thread writer;
  private final Thread committer;
  private final Thread flusher;

  SignalStore(
      Signal signal, StoreConfig config, Database database, StoreLog log, LongSupplier arrivals) {
    this.signal = signal;
    this.config = config;
    this.database = database;
    this.log = log;
    this.arrivals = arrivals;
    folder = new SliceFolder(signal, config, database, log);
    writer = thread("write", new Writer(this));
    committer = thread("commit", new Committer(this));
    flusher = thread("flush", new Flusher(this));
  }

  /// Opens the slices that are there, sets damaged ones aside, and begins to make again what rows a
  /// crash has left out. Returns the last arrival.
  long open() {
    try {
      long last = 0;
      for (Slice slice : folder.load()) {
        slices.add(slice);
        int blocks = slice.blocks.size();
        last = Math.max(last, blocks == 0 ? 0 : slice.blocks.arrival(blocks - 1));
      }
      resume();
      writer.start();
      committer.start();
      flusher.start();
      return last;
    } catch (IOException | SQLException e) {
      throw new StoreException(folder + ": " + e.getMessage(), e);
    }
  }

  Receipt append(ByteRange request) {
    synchronized (lock) {
      awaitRoom();
      checkWritable();
      Slice slice = writable();
      long arrival = arrivals.getAsLong();
      int block = slice.add(request, arrival, System.nanoTime());
      pending.add(new Task(slice, block, request, arrival));
      pendingBytes += request.length();
      queuedArrival = arrival;
      lock.notifyAll();
      return () -> awaitCommitted(arrival);
    }
  }

  /// Waits for what arrived before to be read, but not for long, unless rows are made again.
  void awaitStaged() {
    long begin = System.nanoTime();
    synchronized (lock) {
      long target = queuedArrival;
      long patience = stagedArrival < resumedArrival ? RESUMING : config.visibility().toNanos();
      long deadline = begin + patience;
      while (stagedArrival < target && problem == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        if (!await(left)) {
          return;
        }
      }
    }
  }

  long awaitArrival(long arrival, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (stagedArrival <= arrival && !isStopping) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        lock.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      return stagedArrival;
    }
  }

  /// What a question about these times may read, until the snapshot is closed.
  ///
  /// @param mayHold further says which slices may have what is looked for
  Snapshot snapshot(TimeRange range, Predicate<Slice> mayHold) {
    List<Slice> wanted;
    synchronized (lock) {
      checkOpen();
      wanted =
          slices.stream()
              .filter(slice -> !slice.isDoomed)
              .filter(
                  slice -> slice.meta.minTime < range.to() && slice.meta.maxTime >= range.from())
              .filter(mayHold)
              .toList();
      wanted.forEach(slice -> slice.readers++);
    }
    return Snapshot.of(this, wanted);
  }

  /// Lets go of a slice.
  void release(Slice slice) {
    synchronized (lock) {
      slice.readers--;
      if (slice.readers == 0) {
        tidy(slice);
      }
    }
  }

  /// Lets go of what a sealed slice that nobody reads need not hold. Called under the lock.
  void tidy(Slice slice) {
    if (slice.isDoomed) {
      remove(slice);
      return;
    }
    Dictionary dictionary = slice.dictionary;
    boolean isFresh = slice.isSealed && dictionary != null;
    try {
      if (dictionary != null && isFresh) {
        slice.dictionary = null;
        dictionary.drop(database);
      }
      boolean tooMany = slices.stream().filter(each -> each.isAttached).count() > MAX_ATTACHED;
      if (slice.isSealed && slice.isAttached && (isFresh || tooMany)) {
        slice.detach(database);
      }
    } catch (SQLException e) {
      log.warn(slice.folder + ": " + e.getMessage());
    }
  }

  /// Drops tables that are flushed and no longer read. Not under the lock: it takes a while.
  void drop(Staging staging) {
    try {
      staging.drop(database);
    } catch (SQLException e) {
      log.warn("dropping staging tables: " + e.getMessage());
    }
  }

  /// Sets a slice aside that cannot be read.
  void quarantine(Slice slice, String reason) {
    synchronized (lock) {
      if (!slices.remove(slice)) {
        return;
      }
    }
    try {
      if (slice.isAttached) {
        slice.detach(database);
      }
      slice.close();
    } catch (SQLException | IOException e) {
      log.warn(slice.folder + ": " + e.getMessage());
    }
    folder.setAside(slice.folder, reason);
  }

  @Nullable String problem() {
    synchronized (lock) {
      return problem;
    }
  }

  /// Sets sealed slices aside that cannot be read to the end, and returns whether there were any.
  boolean setAsideDamaged() {
    boolean any = false;
    for (Slice slice : sealed()) {
      try {
        slice.check(database);
      } catch (SQLException e) {
        quarantine(slice, String.valueOf(e.getMessage()));
        any = true;
      }
    }
    return any;
  }

  /// Follows the active slice by a new one when it is large or old enough.
  void rollIfDue() throws IOException {
    Slice current;
    synchronized (lock) {
      current = active;
    }
    if (current != null && (current.bytes() >= sliceBytes() || age(current) >= sliceMillis())) {
      roll();
    }
  }

  /// Ends the active slice; the next batch begins a new one.
  void roll() {
    synchronized (lock) {
      Slice current = active;
      if (current != null) {
        current.cut();
        current.isClosing = true;
        active = null;
        pending.add(new Task(current, -1, ByteRange.of(new byte[0]), queuedArrival));
        lock.notifyAll();
      }
    }
  }

  /// Waits until every slice that gets no more items is sealed.
  void awaitSealed() throws InterruptedException {
    synchronized (lock) {
      while (problem == null
          && slices.stream().anyMatch(each -> each.isClosing && !each.isSealed)) {
        lock.wait(100);
      }
    }
  }

  /// Removes sealed slices. Those being read go when they no longer are.
  void remove(List<Slice> gone) {
    synchronized (lock) {
      for (Slice slice : gone) {
        slice.isDoomed = true;
        if (slice.readers == 0) {
          remove(slice);
        }
      }
    }
  }

  List<Slice> sealed() {
    synchronized (lock) {
      return slices.stream().filter(slice -> slice.isSealed && !slice.isDoomed).toList();
    }
  }

  /// Commits and flushes everything, and ends the threads.
  void close() {
    synchronized (lock) {
      isStopping = true;
      lock.notifyAll();
    }
    for (Thread thread : List.of(writer, committer, flusher)) {
      try {
        thread.join(30_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Slice slice : slices) {
      try {
        slice.close();
      } catch (IOException e) {
        log.warn(slice.folder + ": " + e.getMessage());
      }
    }
  }

  StoreStats.SignalStats stats() {
    List<Slice> all;
    synchronized (lock) {
      all = List.copyOf(slices);
    }
    long bytes = all.stream().mapToLong(Slice::bytes).sum();
    long items = all.stream().mapToLong(slice -> slice.meta.items).sum();
    synchronized (lock) {
      return new StoreStats.SignalStats(
          items,
          all.stream().mapToLong(Slice::countUncommitted).sum(),
          appended,
          bytes,
          all.size(),
          items == 0 ? 0 : all.stream().mapToLong(slice -> slice.meta.minTime).min().orElse(0),
          items == 0 ? 0 : all.stream().mapToLong(slice -> slice.meta.maxTime).max().orElse(0),
          stagedArrival);
    }
  }

  /// Waits for a change, and returns false when it was interrupted. Called under the lock.
  @SuppressWarnings("WaitNotInLoop") // the callers do it in loops
  boolean await(long nanos) {
    try {
      lock.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("store-" + name + "-" + signal.key()).unstarted(work);
  }

  /// Makes the rows again that are not in the index of a slice that was being written. The last one
  /// is gone on with, the others are sealed.
  private void resume() throws SQLException, IOException {
    for (Slice slice : slices) {
      if (slice.isSealed) {
        continue;
      }
      slice.createTables(database);
      String items = slice.catalog() + "." + Schema.ITEMS;
      long indexed =
          database.number("SELECT coalesce(max(block), -1) FROM " + slice.catalog() + ".progress");
      slice.flushedArrival = database.number("SELECT coalesce(max(seq), 0) FROM " + items);
      slice.meta.items = database.number("SELECT count(*) FROM " + items);
      for (int block = (int) indexed + 1; block < slice.blocks.size(); block++) {
        long arrival = slice.blocks.arrival(block);
        pending.add(new Task(slice, block, slice.blocks.read(block), arrival));
        queuedArrival = Math.max(queuedArrival, arrival);
        resumedArrival = queuedArrival;
      }
      committedArrival = queuedArrival;
      boolean isLast = slice == slices.getLast() && slice.meta.version == Schema.VERSION;
      if (isLast) {
        active = slice;
      } else {
        slice.isClosing = true;
        pending.add(new Task(slice, -1, ByteRange.of(new byte[0]), queuedArrival));
      }
    }
  }

  private void awaitRoom() {
    while (pendingBytes > config.pendingBytes() && problem == null && !isStopping) {
      if (!await(1_000_000_000)) {
        throw new StoreUnavailableException("interrupted while waiting to be stored");
      }
    }
  }

  private void checkWritable() {
    checkOpen();
    if (problem != null) {
      throw new StoreUnavailableException(problem);
    }
  }

  private void checkOpen() {
    if (isStopping) {
      throw new StoreException("the store is closed");
    }
  }

  private Slice writable() {
    Slice current = active;
    if (current != null) {
      return current;
    }
    try {
      Slice next = folder.create(slices.isEmpty() ? null : slices.getLast());
      slices.add(next);
      active = next;
      return next;
    } catch (IOException | SQLException e) {
      throw new StoreUnavailableException(folder + ": " + e.getMessage(), e);
    }
  }

  private void awaitCommitted(long arrival) throws InterruptedException {
    synchronized (lock) {
      waiting++;
      lock.notifyAll();
      try {
        while (committedArrival < arrival) {
          if (problem != null) {
            throw new StoreUnavailableException(problem);
          }
          if (isStopping && !committer.isAlive()) {
            throw new StoreException("the store is closed");
          }
          lock.wait(1000);
        }
      } finally {
        waiting--;
      }
    }
  }

  private long sliceBytes() {
    return Math.min(config.sliceBytes(), Math.max(1, config.maxBytes() / 8));
  }

  private long sliceMillis() {
    return Math.min(config.sliceAge().toMillis(), Math.max(1, config.maxAge().toMillis() / 8));
  }

  private long age(Slice slice) {
    return config.clock().instant().toEpochMilli() - slice.id;
  }

  /// Called under the lock.
  private void remove(Slice slice) {
    if (!slices.remove(slice)) {
      return;
    }
    try {
      if (slice.isAttached) {
        slice.detach(database);
      }
      slice.close();
      slice.delete();
    } catch (SQLException | IOException e) {
      log.warn(slice.folder + ": removing it: " + e.getMessage());
    }
  }

  /// A batch to make rows of.
  ///
  /// @param block -1 for none: the slice gets no more batches
  record Task(Slice slice, int block, ByteRange request, long arrival) {}

  /// Rows to flush.
  ///
  /// @param staging null if there are none
  /// @param isLast whether the slice is to be sealed afterwards
  record Flush(Slice slice, @Nullable Staging staging, boolean isLast) {}
}
