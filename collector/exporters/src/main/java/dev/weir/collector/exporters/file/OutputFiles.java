package dev.weir.collector.exporters.file;

import dev.weir.collector.exporters.file.OutputFile.LossListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of one sink that are open, the least recently used of which is closed when there are
/// too many. Not safe for threads.
final class OutputFiles {
  private static final String DEFAULT_PERMISSIONS = "0755";
  private static final String ALL_PERMISSIONS = "rwxrwxrwx";

  private final FileConfig config;
  private final Map<String, OutputFile> open = new LinkedHashMap<>(16, 0.75f, true);

  /// Paths that were begun; they are added to when they are opened again.
  private final Set<String> begun = new HashSet<>();

  OutputFiles(FileConfig config) {
    this.config = config;
  }

  /// The file of a path.
  OutputFile open(String path) throws IOException {
    OutputFile known = open.get(path);
    if (known != null) {
      return known;
    }
    if (config.groupBy().enabled()) {
      makeRoom();
    }
    if (config.createDirectory() || config.groupBy().enabled()) {
      createFolder(Path.of(path).toAbsolutePath().getParent());
    }
    boolean append = config.append() || config.rotation() != null || begun.contains(path);
    OutputFile file = new OutputFile(Path.of(path), append, rotation(Path.of(path)));
    open.put(path, file);
    begun.add(path);
    return file;
  }

  private @Nullable Rotation rotation(Path path) {
    return config.rotation() == null ? null : new Rotation(path, config.rotation());
  }

  private void makeRoom() throws IOException {
    if (open.size() < config.groupBy().maxOpenFiles()) {
      return;
    }
    Iterator<OutputFile> oldestFirst = open.values().iterator();
    OutputFile oldest = oldestFirst.next();
    oldest.flush();
    oldestFirst.remove();
    oldest.close((signal, items, error) -> {});
  }

  private void createFolder(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(
        folder, posix ? new FileAttribute<?>[] {permissions()} : new FileAttribute<?>[0]);
  }

  private FileAttribute<Set<PosixFilePermission>> permissions() {
    String octal = Objects.requireNonNullElse(config.directoryPermissions(), DEFAULT_PERMISSIONS);
    StringBuilder text = new StringBuilder(ALL_PERMISSIONS);
    int bits = Integer.parseInt(octal, 8);
    for (int i = 0; i < text.length(); i++) {
      if ((bits & (0400 >> i)) == 0) {
        text.setCharAt(i, '-');
      }
    }
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text.toString()));
  }

  /// Flushes every file, also when one of them fails; throws the first failure.
  void flush() throws IOException {
    IOException failure = null;
    for (OutputFile file : open.values()) {
      try {
        file.flush();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /// Flushes and closes every file, and tells `losses` what could not be written.
  void close(LossListener losses) {
    open.values().forEach(file -> file.close(losses));
    open.clear();
  }
}
