package dev.weir.query;

import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.time.Duration;

/// The same, of the store in memory.
class VolumeInMemoryTest extends VolumeTest {
  @Override
  TelemetryStore store() {
    return Stores.inMemory(256L << 20, Duration.ofDays(30));
  }
}
