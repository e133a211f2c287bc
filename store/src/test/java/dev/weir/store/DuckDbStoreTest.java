package dev.weir.store;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  TelemetryStore open() {
    return Stores.open(config(folder), System.err::println);
  }

  static StoreConfig config(Path folder) {
    return StoreConfig.of(folder)
        .withVisibility(Duration.ofSeconds(30))
        .withCommitInterval(Duration.ofMillis(50))
        .withReservedBytes(0)
        .withMemoryBytes(256L << 20);
  }
}
