package dev.weir.store.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What happened to a store that its owner should know: told to a listener, and counted.
final class StoreLog {
  private final Consumer<String> listener;
  private final CopyOnWriteArrayList<Path> quarantined = new CopyOnWriteArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();

  StoreLog(Consumer<String> listener) {
    this.listener = listener;
  }

  void warn(String text) {
    listener.accept(text);
  }

  void quarantined(Path target, String reason) {
    quarantined.add(target);
    listener.accept("a slice cannot be read and was set aside as " + target + ": " + reason);
  }

  void dropped(long items) {
    dropped.addAndGet(items);
  }

  void removed(long slices) {
    removed.addAndGet(slices);
  }

  List<Path> quarantined() {
    return List.copyOf(quarantined);
  }

  long dropped() {
    return dropped.get();
  }

  long removed() {
    return removed.get();
  }
}
