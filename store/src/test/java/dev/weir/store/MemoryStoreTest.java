package dev.weir.store;

import java.time.Duration;

final class MemoryStoreTest extends StoreContract {
  @Override
  TelemetryStore open() {
    return Stores.inMemory(1 << 30, Duration.ofDays(1));
  }
}
