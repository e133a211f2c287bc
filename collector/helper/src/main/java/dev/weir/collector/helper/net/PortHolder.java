package dev.weir.collector.helper.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out which process listens on a port, where `/proc` tells it.
final class PortHolder {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  /// `process 1234 (otelcol)`, or null when it cannot be seen.
  static @Nullable String of(int port) {
    Set<String> sockets = new HashSet<>();
    addSockets(port, PROC.resolve("net/tcp"), sockets);
    addSockets(port, PROC.resolve("net/tcp6"), sockets);
    if (sockets.isEmpty()) {
      return null;
    }
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> holdsOne(process, sockets))
          .map(PortHolder::describe)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static void addSockets(int port, Path table, Set<String> sockets) {
    try {
      String suffix = String.format(":%04X", port);
      for (String line : Files.readAllLines(table)) {
        List<String> columns = List.of(line.strip().split("\\s+"));
        if (columns.size() > INODE
            && columns.get(LOCAL_ADDRESS).endsWith(suffix)
            && columns.get(STATE).equals(LISTENING)) {
          sockets.add("socket:[" + columns.get(INODE) + "]");
        }
      }
    } catch (IOException e) {
      // not Linux: nothing to see
    }
  }

  private static boolean holdsOne(Path process, Set<String> sockets) {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String describe(Path process) {
    String id = process.getFileName().toString();
    String who = id.equals(String.valueOf(ProcessHandle.current().pid())) ? "this " : "";
    try {
      return who + "process " + id + " (" + Files.readString(process.resolve("comm")).strip() + ")";
    } catch (IOException e) {
      return who + "process " + id;
    }
  }
}
