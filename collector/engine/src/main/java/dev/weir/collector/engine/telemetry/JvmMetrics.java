package dev.weir.collector.engine.telemetry;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.weir.collector.api.Telemetry.Histogram;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/// The Java virtual machine under the names of OpenTelemetry's semantic conventions.
final class JvmMetrics {
  private static final double[] GC_SECONDS = {0.001, 0.01, 0.1, 1, 10};
  private static final double MILLIS_PER_SECOND = 1e3;

  private final MetricRegistry registry;

  private JvmMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /// Registers all of them, which takes a while: the management beans are slow to load.
  static void register(MetricRegistry registry) {
    JvmMetrics metrics = new JvmMetrics(registry);
    ManagementFactory.getMemoryPoolMXBeans().forEach(metrics::pool);
    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).forEach(metrics::buffers);
    ManagementFactory.getGarbageCollectorMXBeans().forEach(metrics::collector);
    metrics.threads(ManagementFactory.getThreadMXBean());
    metrics.classes(ManagementFactory.getClassLoadingMXBean());
    metrics.processors(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));
  }

  private void pool(MemoryPoolMXBean pool) {
    String type = pool.getType() == MemoryType.HEAP ? "heap" : "non_heap";
    var labels = Map.of("jvm.memory.type", type, "jvm.memory.pool.name", pool.getName());
    gauge("jvm.memory.used", "Memory used", "By", labels, () -> pool.getUsage().getUsed());
    gauge(
        "jvm.memory.committed",
        "Memory obtained from the operating system",
        "By",
        labels,
        () -> pool.getUsage().getCommitted());
    gauge(
        "jvm.memory.limit",
        "Largest size of the memory pool",
        "By",
        labels,
        () -> positive(pool.getUsage(), MemoryUsage::getMax));
    gauge(
        "jvm.memory.used_after_last_gc",
        "Memory used after the pool was last collected",
        "By",
        labels,
        () -> positive(pool.getCollectionUsage(), MemoryUsage::getUsed));
  }

  private void buffers(BufferPoolMXBean pool) {
    gauge(
        "jvm.buffer.memory.used",
        "Memory used by buffers",
        "By",
        Map.of("jvm.buffer.pool.name", pool.getName()),
        pool::getMemoryUsed);
  }

  private void collector(GarbageCollectorMXBean collector) {
    if (collector instanceof NotificationEmitter emitter) {
      emitter.addNotificationListener(this::collected, null, null);
    }
  }

  private void collected(Notification notification, @Nullable Object handback) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    Histogram duration =
        registry.histogram(
            "jvm.gc.duration",
            "Duration of garbage collections",
            "s",
            GC_SECONDS,
            Map.of("jvm.gc.name", info.getGcName(), "jvm.gc.action", info.getGcAction()));
    duration.record(info.getGcInfo().getDuration() / MILLIS_PER_SECOND);
  }

  private void threads(ThreadMXBean threads) {
    gauge(
        "jvm.thread.count",
        "Platform threads",
        "{thread}",
        Map.of("jvm.thread.daemon", "true"),
        threads::getDaemonThreadCount);
    gauge(
        "jvm.thread.count",
        "Platform threads",
        "{thread}",
        Map.of("jvm.thread.daemon", "false"),
        () -> threads.getThreadCount() - threads.getDaemonThreadCount());
  }

  private void classes(ClassLoadingMXBean classes) {
    Map<String, String> none = Map.of();
    gauge("jvm.class.count", "Classes loaded now", "{class}", none, classes::getLoadedClassCount);
    registry.observableCounter(
        "jvm.class.loaded",
        "Classes loaded since start",
        "{class}",
        none,
        classes::getTotalLoadedClassCount);
    registry.observableCounter(
        "jvm.class.unloaded",
        "Classes unloaded since start",
        "{class}",
        none,
        classes::getUnloadedClassCount);
  }

  private void processors(OperatingSystemMXBean system) {
    Map<String, String> none = Map.of();
    registry.observableCounter(
        "jvm.cpu.time",
        "Processor time used by the process",
        "s",
        none,
        ProcessMetrics::cpuSeconds);
    gauge(
        "jvm.cpu.count",
        "Processors available to the process",
        "{cpu}",
        none,
        system::getAvailableProcessors);
    gauge(
        "jvm.cpu.recent_utilization",
        "Recent processor use of the process, of all processors",
        "1",
        none,
        system::getProcessCpuLoad);
  }

  private void gauge(
      String name, String help, String unit, Map<String, String> labels, DoubleSupplier value) {
    registry.gauge(name, help, unit, labels, value);
  }

  private static double positive(@Nullable MemoryUsage usage, Function<MemoryUsage, Long> figure) {
    long value = usage == null ? -1 : figure.apply(usage);
    return value < 0 ? Double.NaN : value;
  }
}
