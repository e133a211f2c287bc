package dev.weir.benchmarks.rig;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A collector as a child process, with what the kernel says of it.
final class CollectorProcess implements AutoCloseable {
  /// `_SC_CLK_TCK` is 100 on every Linux that Java runs on.
  private static final double TICKS_PER_SECOND = 100;

  private final String name;
  private final Process process;
  private final long startedNanos = System.nanoTime();
  private final Path log;

  CollectorProcess(String name, List<String> command, Path config, Path log) throws IOException {
    this.name = name;
    this.log = log;
    List<String> whole =
        Stream.concat(command.stream(), Stream.of("--config", config.toString())).toList();
    process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
  }

  String name() {
    return name;
  }

  /// Waits for the port to open, then tries until the sender's first request is acknowledged, and
  /// returns how long that took since the process was started. A client that met a closed port
  /// would wait a second before it tries again.
  Duration awaitFirstAcknowledgement(int port, Sender sender) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!isOpen(port) && process.isAlive() && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
    int index = 0;
    while (sender.send(index++) != Sender.Outcome.ACKNOWLEDGED) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            name + " did not accept a request; its log:\n" + Files.readString(log));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// CPU time of the process so far, user and system.
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  double rssMegabytes() throws IOException {
    return status("VmRSS:");
  }

  double peakRssMegabytes() throws IOException {
    return status("VmHWM:");
  }

  private double status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
