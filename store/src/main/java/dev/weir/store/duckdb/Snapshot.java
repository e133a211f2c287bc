package dev.weir.store.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one question reads: the parts of slices as they were when it was asked. They stay readable
/// until the snapshot is closed.
final class Snapshot implements AutoCloseable {
  private final SignalStore store;
  private final List<Slice> slices;
  private final List<Part> parts = new ArrayList<>();

  private Snapshot(SignalStore store, List<Slice> slices) {
    this.store = store;
    this.slices = slices;
  }

  /// The parts of slices that are counted as being read already.
  static Snapshot of(SignalStore store, List<Slice> slices) {
    Snapshot snapshot = new Snapshot(store, new ArrayList<>(slices));
    for (Slice slice : slices) {
      if (!snapshot.attach(slice)) {
        snapshot.slices.remove(slice);
        store.release(slice);
        store.quarantine(slice, "its index cannot be opened");
      }
    }
    synchronized (store.lock) {
      snapshot.slices.forEach(snapshot::addParts);
    }
    return snapshot;
  }

  List<Part> parts() {
    return parts;
  }

  /// At most so many items are in the slices.
  long items() {
    return slices.stream().mapToLong(slice -> slice.meta.items).sum();
  }

  @Override
  public void close() {
    List<Staging> done = new ArrayList<>();
    synchronized (store.lock) {
      for (Part part : parts) {
        Staging staging = part.staging();
        if (staging != null) {
          staging.readers--;
          if (staging.isDone()) {
            done.add(staging);
          }
        }
      }
    }
    done.forEach(store::drop);
    slices.forEach(store::release);
  }

  private boolean attach(Slice slice) {
    synchronized (slice.blocks) {
      if (slice.isAttached) {
        return true;
      }
      try {
        slice.attach(store.database);
        return true;
      } catch (SQLException e) {
        store.log.warn(slice.folder + ": " + e.getMessage());
        return false;
      }
    }
  }

  private void addParts(Slice slice) {
    if (slice.isSealed && slice.dictionary == null) {
      parts.add(new Part(slice, null, null, Long.MAX_VALUE, parts.size()));
      return;
    }
    Dictionary dictionary = slice.dictionary;
    if (slice.flushedArrival > 0) {
      parts.add(new Part(slice, dictionary, null, slice.flushedArrival, parts.size()));
    }
    for (Staging staging : slice.stagings) {
      staging.readers++;
      parts.add(new Part(slice, dictionary, staging, Long.MAX_VALUE, parts.size()));
    }
  }

  /// Rows of one slice: those in its index up to an arrival, or those of staging tables.
  record Part(
      Slice slice,
      @Nullable Dictionary dictionary,
      @Nullable Staging staging,
      long until,
      int number) {

    /// A table of rows.
    String rows(String name) {
      return staging == null ? slice.catalog() + "." + name : staging.table(name);
    }

    /// A table of resources and such.
    String names(String name) {
      return dictionary == null ? slice.catalog() + "." + name : dictionary.table(name);
    }

    /// Whether no more rows come to it, so that what is noted of its times holds.
    boolean isSettled() {
      return dictionary == null && staging == null;
    }

    long minTime() {
      return slice.meta.minTime;
    }

    long maxTime() {
      return slice.meta.maxTime;
    }

    Catalogue catalogue() {
      return slice.meta.catalogue;
    }
  }
}
