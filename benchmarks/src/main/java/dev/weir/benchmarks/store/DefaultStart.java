package dev.weir.benchmarks.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Starts Weir as it is without a configuration, and prints when its ports are open, when the page
/// and a search answer, and what memory it holds when nothing happens. Needs nothing but the JDK.
public final class DefaultStart {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final int grpc = freePort();
  private final int http = freePort();
  private final int ui = freePort();
  private final int health = freePort();
  private final int metrics = freePort();

  private DefaultStart() throws IOException {}

  /// Arguments: the launcher, how many starts.
  public static void main(String[] arguments) throws Exception {
    List<double[]> starts = new ArrayList<>();
    int count = Integer.parseInt(arguments[1]);
    for (int i = 0; i <= count; i++) {
      double[] start = new DefaultStart().measure(arguments[0], i == count);
      if (i > 0) {
        starts.add(start); // the first one reads its files from the disk
      }
    }
    print("OTLP ports open", "s", starts, 0);
    print("page answers", "s", starts, 1);
    print("first spans found by a search", "s", starts, 2);
    double[] last = starts.getLast();
    System.out.printf("resident after %d s idle: %.0f MB%n", IDLE.toSeconds(), last[3]);
  }

  private static void print(String name, String unit, List<double[]> starts, int column) {
    double[] sorted = starts.stream().mapToDouble(start -> start[column]).sorted().toArray();
    System.out.printf(
        "%s: median %.2f %s, longest %.2f %s of %d starts%n",
        name, sorted[sorted.length / 2], unit, sorted[sorted.length - 1], unit, sorted.length);
  }

  private double[] measure(String launcher, boolean isLast) throws Exception {
    Path data = Files.createTempDirectory("weir-start");
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command(launcher, data))
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      await(process, () -> isOpen(grpc) && isOpen(http));
      double ports = since(begin);
      await(process, () -> get("/").contains("<html"));
      double page = since(begin);
      await(process, () -> exchange(http, post()).startsWith("HTTP/1.1 200"));
      await(
          process, () -> get("/api/v1/traces/0af7651916cd43dd8448eb211c80319c").contains(" 200 "));
      double found = since(begin);
      if (isLast) {
        LockSupport.parkNanos(IDLE.toNanos());
      }
      return new double[] {ports, page, found, residentMegabytes(process.pid())};
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      delete(data);
    }
  }

  private List<String> command(String launcher, Path data) {
    return List.of(
        launcher,
        "--ui=localhost:" + ui,
        "--data=" + data,
        "--set=receivers.otlp.protocols.grpc.endpoint=localhost:" + grpc,
        "--set=receivers.otlp.protocols.http.endpoint=localhost:" + http,
        "--set=extensions.health_check.endpoint=localhost:" + health,
        "--set=service.telemetry.metrics.readers=[{pull: {exporter: {prometheus: {host: localhost, port: %d}}}}]"
            .formatted(metrics));
  }

  private static void await(Process process, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.isMet()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("Weir did not start (expected: within " + PATIENCE + ")");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String get(String path) {
    return exchange(
        ui,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(path, ui));
  }

  private String post() {
    String body =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",\
        "spanId":"b7ad6b7169203331","name":"start","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}\
        """;
    return "POST /v1/traces HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(http, body.length(), body);
  }

  private static String exchange(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  private static double residentMegabytes(long pid) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElse("0");
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      Path[] all = files.toArray(Path[]::new);
      Arrays.sort(all, (a, b) -> b.compareTo(a));
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    }
  }

  private interface Condition {
    boolean isMet() throws IOException;
  }
}
