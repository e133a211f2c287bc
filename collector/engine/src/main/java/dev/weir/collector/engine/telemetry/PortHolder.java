package dev.weir.collector.engine.telemetry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the process that listens on a port, where the system shows it: on Linux, to the same user
/// or root.
final class PortHolder {
  private static final Path PROC = Path.of("/proc");
  private static final List<Path> TABLES =
      List.of(PROC.resolve("net/tcp"), PROC.resolve("net/tcp6"));

  // columns of the tables
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  private PortHolder() {}

  /// Such as `process 4711 (otelcol)`, or null when it cannot be seen.
  static @Nullable String find(int port) {
    try {
      String inode = listeningInode(port);
      return inode == null ? null : owner("socket:[" + inode + "]");
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  private static @Nullable String listeningInode(int port) throws IOException {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    for (Path table : TABLES) {
      if (!Files.isReadable(table)) {
        continue;
      }
      for (String line : Files.readAllLines(table)) {
        String[] columns = line.strip().split("\\s+", INODE + 2);
        if (columns.length > INODE
            && columns[STATE].equals(LISTENING)
            && columns[LOCAL_ADDRESS].endsWith(suffix)) {
          return columns[INODE];
        }
      }
    }
    return null;
  }

  private static @Nullable String owner(String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, socket)) {
          return "process " + process.getFileName() + " (" + name(process) + ")";
        }
      }
    }
    return null;
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // of another user, or gone
    }
    return false;
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "?";
    }
  }
}
