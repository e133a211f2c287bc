package dev.weir.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The distribution's launcher as a process. Standard output and error are kept apart in files.
final class WeirProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path DIST = Path.of(System.getProperty("weir.dist", ""));

  private final Process process;
  private final Path out;
  private final Path err;

  private WeirProcess(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    out = Files.createTempFile(folder, "weir", ".out");
    err = Files.createTempFile(folder, "weir", ".err");
    // what runs in the background of a shell ignores Ctrl-C, and so would its children
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=INT", DIST.resolve("weir").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  static WeirProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  static WeirProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return new WeirProcess(folder, environment, List.of(arguments));
  }

  /// Starts with a configuration, and returns when all the given ports accept.
  static WeirProcess startAndAwait(Path folder, String yaml, int... ports) throws IOException {
    Path config = Files.createTempFile(folder, "config", ".yaml");
    Files.writeString(config, yaml);
    WeirProcess weir = start(folder, "--config", config.toString());
    weir.awaitPorts(ports);
    return weir;
  }

  /// A loopback port that is free now.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitPorts(int... ports) {
    for (int port : ports) {
      Awaitility.await("port " + port)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .failFast("process ended", () -> assertThat(process.isAlive()).as(err()).isTrue())
          .until(() -> accepts(port));
    }
  }

  long pid() {
    return process.pid();
  }

  Process process() {
    return process;
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  /// Waits for the process to end by itself, and returns its exit code.
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end within " + PATIENCE + "; its log:\n" + err());
    }
    return process.exitValue();
  }

  /// Sends SIGTERM, and returns the exit code.
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /// Kills the process if it still runs.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /// Whether something listens on a loopback port.
  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
