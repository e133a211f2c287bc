package dev.weir.store;

import dev.weir.store.duckdb.DuckDbStore;
import dev.weir.store.memory.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Opens stores.
public final class Stores {
  private Stores() {}

  /// A store that keeps its data in a folder.
  ///
  /// @param warnings is told, in sentences, what the owner of the store should know: slices set
  ///   aside, a full disk and its end
  /// @throws StoreException if another process uses the folder, or a newer version of Weir wrote it
  public static TelemetryStore open(StoreConfig config, Consumer<String> warnings) {
    return DuckDbStore.open(config, warnings);
  }

  /// A store that is gone when the process ends, and never takes more than so many bytes.
  public static TelemetryStore inMemory(long maxBytes, Duration maxAge) {
    return new MemoryStore(maxBytes, maxAge, InstantSource.system());
  }
}
