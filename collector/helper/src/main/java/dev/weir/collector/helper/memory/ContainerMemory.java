package dev.weir.collector.helper.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much memory this process may use at all.
public final class ContainerMemory {
  private ContainerMemory() {}

  /// The limit of the container (cgroup version 1 or 2) when there is one, otherwise the memory of
  /// the machine, in bytes.
  public static long totalBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
