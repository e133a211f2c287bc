package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.store.StoreConfig;
import dev.weir.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder with the slices of one signal.
final class SliceFolder {
  private final Signal signal;
  private final StoreConfig config;
  private final Database database;
  private final StoreLog log;
  private final Path folder;

  SliceFolder(Signal signal, StoreConfig config, Database database, StoreLog log) {
    this.signal = signal;
    this.config = config;
    this.database = database;
    this.log = log;
    folder = config.directory().resolve(signal.key());
  }

  /// The slices that are there, the oldest first. Those that cannot be read are set aside.
  List<Slice> load() throws IOException {
    Files.createDirectories(folder);
    List<Slice> slices = new ArrayList<>();
    for (Path path : folders()) {
      Slice slice = load(path);
      if (slice != null) {
        slices.add(slice);
      }
    }
    return slices;
  }

  /// Makes a slice that follows the last one.
  Slice create(@Nullable Slice last) throws IOException, SQLException {
    long now = config.clock().instant().toEpochMilli();
    long id = last == null ? Math.max(1, now) : Math.max(last.id + 1, now);
    Slice next = Slice.create(signal, id, folder, last);
    next.attach(database);
    next.createTables(database);
    return next;
  }

  /// Moves a slice that cannot be read out of the way.
  void setAside(Path path, String reason) {
    Path quarantine = config.directory().resolve("quarantine");
    Path target = quarantine.resolve(signal.key() + "-" + path.getFileName());
    try {
      Files.createDirectories(quarantine);
      for (int n = 2; Files.exists(target); n++) {
        target = quarantine.resolve(signal.key() + "-" + path.getFileName() + "-" + n);
      }
      Files.move(path, target);
      log.quarantined(target, reason);
    } catch (IOException e) {
      log.warn(path + ": cannot be read (" + reason + ") nor set aside: " + e.getMessage());
    }
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.getFileName().toString().matches("\\d{1,18}"))
          .sorted((a, b) -> Long.compare(sliceId(a), sliceId(b)))
          .toList();
    }
  }

  private static long sliceId(Path path) {
    return Long.parseLong(path.getFileName().toString());
  }

  private @Nullable Slice load(Path path) {
    try {
      int version = SliceMeta.version(path);
      if (version > Schema.VERSION) {
        throw new StoreException(
            "%s: has schema version %d (expected: at most %d, which this version of Weir writes)"
                .formatted(path, version, Schema.VERSION));
      }
      Slice slice = Slice.load(signal, path);
      if (slice.isSealed) {
        // Attached when the first question reads it.
        return slice;
      }
      try {
        slice.attach(database);
        return slice;
      } catch (SQLException e) {
        slice.close();
        setAside(path, String.valueOf(e.getMessage()));
        return null;
      }
    } catch (IOException e) {
      setAside(path, String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
