package dev.weir.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A hold on the store of a folder that several parts of one process use: the exporter of each
/// signal, the query service. The first opens it, with its settings; the last closes it.
public final class SharedStore implements AutoCloseable {
  private static final Map<Path, Opened> OPENED = new HashMap<>();

  private final Path folder;
  private final Opened opened;
  private boolean isClosed;

  private SharedStore(Path folder, Opened opened) {
    this.folder = folder;
    this.opened = opened;
  }

  /// Takes hold of a store, opening it if nobody holds it.
  ///
  /// @throws StoreException see [Stores#open]
  public static SharedStore open(StoreConfig config, Consumer<String> warnings) {
    Path folder = config.directory().toAbsolutePath().normalize();
    synchronized (OPENED) {
      Opened opened = OPENED.get(folder);
      if (opened == null) {
        opened = new Opened(Stores.open(config, warnings));
        OPENED.put(folder, opened);
      }
      opened.holds++;
      return new SharedStore(folder, opened);
    }
  }

  /// Puts a store, such as one in memory, in the place of a folder's: who opens the folder holds
  /// it. The last one closes it.
  ///
  /// @throws IllegalStateException if the folder's store is open
  public static void place(Path folder, TelemetryStore store) {
    synchronized (OPENED) {
      if (OPENED.putIfAbsent(folder.toAbsolutePath().normalize(), new Opened(store)) != null) {
        throw new IllegalStateException("the store of " + folder + " is open");
      }
    }
  }

  public TelemetryStore store() {
    return opened.store;
  }

  @Override
  public void close() {
    synchronized (OPENED) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      opened.holds--;
      if (opened.holds == 0) {
        OPENED.remove(folder);
        opened.store.close();
      }
    }
  }

  private static final class Opened {
    final TelemetryStore store;
    int holds;

    Opened(TelemetryStore store) {
      this.store = store;
    }
  }
}
