package dev.weir.collector.engine.telemetry;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What the process uses, under the names of the Go Collector. Where the name speaks of Go's
/// runtime, the value is what comes closest on a Java virtual machine. Nothing is loaded before
/// somebody reads the metrics.
final class ProcessMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS_PER_SECOND = 1e9;

  private ProcessMetrics() {}

  static void register(MetricRegistry registry) {
    long start = System.nanoTime();
    Map<String, String> none = Map.of();
    registry.observableCounter(
        "otelcol_process_uptime",
        "Time since the collector was started",
        "s",
        none,
        () -> (System.nanoTime() - start) / NANOS_PER_SECOND);
    registry.observableCounter(
        "otelcol_process_cpu_seconds",
        "Processor time used by the process, user and system",
        "s",
        none,
        ProcessMetrics::cpuSeconds);
    registry.gauge(
        "otelcol_process_memory_rss",
        "Physical memory of the process (resident set size)",
        "By",
        none,
        ProcessMetrics::residentBytes);
    registry.gauge(
        "otelcol_process_runtime_heap_alloc_bytes",
        "Bytes of heap that are used, garbage included",
        "By",
        none,
        () -> memory().getHeapMemoryUsage().getUsed());
    registry.observableCounter(
        "otelcol_process_runtime_total_alloc_bytes",
        "Bytes allocated on the heap since the process started",
        "By",
        none,
        () ->
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes());
    registry.gauge(
        "otelcol_process_runtime_total_sys_memory_bytes",
        "Memory obtained from the operating system: heap, the virtual machine's own, and buffers",
        "By",
        none,
        ProcessMetrics::committedBytes);
  }

  static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS_PER_SECOND;
  }

  /// The resident set, or NaN where the system has no `/proc`.
  static double residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
        }
      }
    } catch (IOException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }

  private static double committedBytes() {
    long bytes =
        memory().getHeapMemoryUsage().getCommitted()
            + memory().getNonHeapMemoryUsage().getCommitted();
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bytes += pool.getName().equals("direct") ? pool.getTotalCapacity() : 0;
    }
    return bytes;
  }

  private static MemoryMXBean memory() {
    return ManagementFactory.getMemoryMXBean();
  }
}
