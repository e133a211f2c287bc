package dev.weir.collector.helper.memory;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/// The memory of this process, by way of the virtual machine's management beans. These are slow to
/// load, so that happens on a thread of its own.
final class JvmHeap implements HeapMeter {
  private static final String MAJOR = "end of major GC";
  private static final String CONCURRENT_MAJOR = "ZGC Major Cycles";

  private final List<Registration> registrations = new ArrayList<>();
  private volatile @Nullable BufferPoolMXBean direct;
  private boolean closed;

  @Override
  public long maxHeapBytes() {
    return Runtime.getRuntime().maxMemory();
  }

  /// Netty allocates its buffers past the pool that the virtual machine counts, or through it,
  /// depending on the virtual machine and its options; so the larger of the two figures is taken.
  @Override
  public long directBytes() {
    BufferPoolMXBean pool = direct;
    return pool == null ? 0 : Math.max(pool.getMemoryUsed(), PlatformDependent.usedDirectMemory());
  }

  @Override
  public void listen(Listener listener) {
    Thread.ofPlatform().name("weir-memory").daemon().start(() -> register(listener));
  }

  @Override
  public void collect() {
    System.gc();
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Registration registration : registrations) {
      registration.remove();
    }
    registrations.clear();
  }

  private synchronized void register(Listener listener) {
    if (closed) {
      return;
    }
    Set<String> heapPools = heapPools();
    NotificationListener onCollection =
        (notification, handback) -> report(notification, heapPools, listener);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(onCollection, null, null);
        registrations.add(new Registration(emitter, onCollection));
      }
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        direct = pool;
      }
    }
  }

  private static Set<String> heapPools() {
    Set<String> names = new HashSet<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        names.add(pool.getName());
      }
    }
    return names;
  }

  private static void report(Notification notification, Set<String> heapPools, Listener listener) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool :
        info.getGcInfo().getMemoryUsageAfterGc().entrySet()) {
      if (heapPools.contains(pool.getKey())) {
        used += pool.getValue().getUsed();
      }
    }
    listener.collected(
        used, info.getGcAction().equals(MAJOR) || info.getGcName().equals(CONCURRENT_MAJOR));
  }

  private record Registration(NotificationEmitter emitter, NotificationListener listener) {
    void remove() {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        // gone already, which is what was wanted
      }
    }
  }
}
