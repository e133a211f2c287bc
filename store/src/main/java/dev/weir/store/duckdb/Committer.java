package dev.weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes blocks, all that there are at once: when one is full, when the oldest has waited long
/// enough, or shortly after somebody began to wait for it.
final class Committer implements Runnable {
  private static final long SHORTLY = 20_000_000L;
  private static final long RETRY = 1_000_000_000L;

  private final SignalStore store;
  private final Object lock;

  Committer(SignalStore store) {
    this.store = store;
    lock = store.lock;
  }

  @Override
  public void run() {
    while (true) {
      Map<Slice, List<BlockFile.Block>> blocks = take();
      if (blocks.isEmpty()) {
        return;
      }
      try {
        checkRoom();
        for (var entry : blocks.entrySet()) {
          entry.getKey().blocks.append(entry.getValue());
          committed(entry.getKey(), entry.getValue());
        }
        recovered();
      } catch (IOException e) {
        if (!failed(e)) {
          return;
        }
      }
    }
  }

  /// The blocks to write, by slice; none at the end.
  private Map<Slice, List<BlockFile.Block>> take() {
    synchronized (lock) {
      while (true) {
        long wait = untilDue();
        if (wait <= 0 || store.isStopping) {
          break;
        }
        store.await(wait);
      }
      Map<Slice, List<BlockFile.Block>> blocks = new LinkedHashMap<>();
      for (Slice slice : store.slices) {
        slice.cut();
        if (!slice.uncommitted.isEmpty()) {
          blocks.put(slice, new ArrayList<>(slice.uncommitted));
        }
      }
      return blocks;
    }
  }

  private long untilDue() {
    long wait = store.config.commitInterval().toNanos();
    for (Slice slice : store.slices) {
      if (!slice.uncommitted.isEmpty()) {
        return 0;
      }
      Slice.OpenBlock open = slice.open;
      if (open != null) {
        long patience = store.waiting > 0 ? Math.min(wait, SHORTLY) : wait;
        wait = Math.min(wait, open.since + patience - System.nanoTime());
      }
    }
    return wait;
  }

  private void checkRoom() throws IOException {
    long room = Files.getFileStore(store.config.directory()).getUsableSpace();
    if (room < store.config.reservedBytes()) {
      throw new IOException(
          "the disk of %s is full: %d bytes are left (expected: at least %d)"
              .formatted(store.config.directory(), room, store.config.reservedBytes()));
    }
  }

  private void committed(Slice slice, List<BlockFile.Block> blocks) {
    synchronized (lock) {
      slice.committed(blocks);
      store.committedArrival = Math.max(store.committedArrival, blocks.getLast().arrival());
      lock.notifyAll();
    }
  }

  private void recovered() {
    synchronized (lock) {
      if (store.problem != null) {
        store.problem = null;
        store.log.warn("the store writes again");
      }
      lock.notifyAll();
    }
  }

  /// Returns whether to try again.
  private boolean failed(IOException e) {
    synchronized (lock) {
      if (store.problem == null) {
        store.log.warn("the store cannot write: " + e.getMessage());
      }
      store.problem = "the store cannot write: " + e.getMessage();
      lock.notifyAll();
      if (store.isStopping) {
        return false;
      }
      store.await(RETRY);
      return true;
    }
  }
}
