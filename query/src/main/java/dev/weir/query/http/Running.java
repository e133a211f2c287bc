package dev.weir.query.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The queries that run: so many at once, each for so long, and any of them can be stopped.
public final class Running {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Map<String, Entry> byId = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Semaphore places;

  /// @param limit how many may run at once; more wait a little and are then refused
  public Running(int limit) {
    places = new Semaphore(limit, true);
  }

  /// A query that runs.
  ///
  /// @param since in [System#nanoTime]
  public record Entry(
      String id, String path, String query, long since, Thread thread, State state) {
    public Duration age() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  /// Why a query was stopped.
  static final class State {
    private volatile boolean timedOut;
    private volatile boolean ended;
  }

  /// Work that a thread does for a client.
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /// Does the work on this thread, which is interrupted when the time is over.
  ///
  /// @param id chosen by the client, or null
  /// @throws Failure if there is no place, or the time was over, or it was stopped
  public <T, E extends Exception> T run(
      @Nullable String id, String path, String query, Duration timeout, Work<T, E> work)
      throws E, InterruptedException {
    if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Failure.of(429, "busy", "too many queries run at once; try again soon");
    }
    State state = new State();
    String key = id == null ? "q" + numbers.incrementAndGet() : id;
    Entry entry = new Entry(key, path, query, System.nanoTime(), Thread.currentThread(), state);
    Thread watch = Thread.ofVirtual().name("weir-query-watch").start(() -> watch(entry, timeout));
    byId.put(key, entry);
    try {
      return work.run();
    } catch (RuntimeException | InterruptedException e) {
      if (state.timedOut) {
        throw Failure.of(
            504,
            "timeout",
            "the query took longer than "
                + timeout.toMillis()
                + " ms; ask for a shorter time or"
                + " less");
      }
      throw e;
    } finally {
      end(entry, watch);
    }
  }

  private void end(Entry entry, Thread watch) {
    synchronized (entry.state) {
      entry.state.ended = true;
    }
    byId.remove(entry.id, entry);
    places.release();
    watch.interrupt();
    var _ = Thread.interrupted(); // what is sent now is not stopped by a late interrupt
  }

  private static void watch(Entry entry, Duration timeout) {
    try {
      Thread.sleep(timeout);
      synchronized (entry.state) {
        if (!entry.state.ended) {
          entry.state.timedOut = true;
          entry.thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      // the query has ended
    }
  }

  /// Stops a query. False if there is none of that name.
  public boolean stop(String id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      return false;
    }
    synchronized (entry.state) {
      if (!entry.state.ended) {
        entry.thread.interrupt();
      }
    }
    return true;
  }

  /// Those that run, oldest first.
  public List<Entry> all() {
    return byId.values().stream().sorted(Comparator.comparingLong(Entry::since)).toList();
  }
}
