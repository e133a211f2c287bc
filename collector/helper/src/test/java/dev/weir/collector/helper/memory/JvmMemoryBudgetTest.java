package dev.weir.collector.helper.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Log;
import dev.weir.collector.api.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JvmMemoryBudgetTest {
  private static final long MIB = 1 << 20;

  private final FakeHeap heap = new FakeHeap();
  private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
  private final JvmMemoryBudget budget = new JvmMemoryBudget(heap, new WarningsOnly(warnings));

  @AfterEach
  void close() {
    budget.close();
  }

  @Test
  void withoutLimits_reservesUpToAShareOfTheHeap() {
    assertThat(budget.tryReserve(600 * MIB)).isTrue();
    assertThat(budget.isLimited()).isFalse();
    assertThat(budget.tryReserve(150 * MIB)).isTrue();
    assertThat(budget.isLimited()).isTrue();
    assertThat(budget.tryReserve(1)).isFalse();
  }

  @Test
  void oneRequestBeyondTheHardLimit_isRefusedAndReservesNothing() {
    assertThat(budget.tryReserve(751 * MIB)).isFalse();
    assertThat(budget.tryReserve(Long.MAX_VALUE)).isFalse();
    assertThat(budget.reserved()).isZero();
    assertThat(budget.isLimited()).isFalse();
  }

  @Test
  void released_takesNewDataOnlySomewhatBelowTheSoftLimit() {
    budget.limit(200 * MIB, 100 * MIB);
    budget.reserve(101 * MIB);
    assertThat(budget.tryReserve(1)).isFalse();

    budget.release(3 * MIB);
    assertThat(budget.tryReserve(1)).isFalse();

    budget.release(3 * MIB);
    assertThat(budget.tryReserve(1)).isTrue();
  }

  @Test
  void liveHeap_countsWithoutWhatWasReservedInIt() {
    budget.limit(500 * MIB, 400 * MIB);
    heap.collected(50 * MIB, true);
    budget.reserve(200 * MIB);

    heap.collected(250 * MIB, true);

    assertThat(budget.usedBytes()).isEqualTo(250 * MIB);
    assertThat(budget.tryReserve(150 * MIB)).isTrue();
  }

  @Test
  void announcedBytesThatHaveNotCome_areNotTakenOffTheLiveHeap() {
    heap.collected(100 * MIB, true);
    budget.reserve(300 * MIB);

    heap.collected(110 * MIB, true);

    assertThat(budget.usedBytes()).isEqualTo(400 * MIB);
  }

  @Test
  void directMemory_countsTowardsTheConfiguredLimit() {
    heap.direct = 90 * MIB;
    budget.limit(200 * MIB, 100 * MIB);

    assertThat(budget.tryReserve(11 * MIB)).isTrue();
    assertThat(budget.isLimited()).isTrue();
  }

  @Test
  void repeatedLimits_theLowestApply() {
    budget.limit(300 * MIB, 200 * MIB);
    budget.limit(400 * MIB, 100 * MIB);

    assertThat(budget.limitBytes()).isEqualTo(300 * MIB);
    budget.reserve(101 * MIB);
    assertThat(budget.isLimited()).isTrue();
  }

  @Test
  void limitAboveTheHeap_isClampedWithAWarning() {
    budget.limit(4000 * MIB, 2000 * MIB);

    assertThat(budget.limitBytes()).isEqualTo(750 * MIB);
    assertThat(warnings).hasSize(1);
    budget.reserve(501 * MIB);
    assertThat(budget.isLimited()).isTrue();
  }

  @Test
  void garbageInTheOldGeneration_isCollectedBeforeAnythingIsRefused() {
    budget.limit(200 * MIB, 100 * MIB);
    heap.live = 20 * MIB;

    heap.collected(150 * MIB, false);

    await().untilAsserted(() -> assertThat(heap.collections.get()).isEqualTo(1));
    assertThat(budget.tryReserve(50 * MIB)).isTrue();
  }

  @Test
  void answers_areHeldBackTheLongerTheMoreIsHeld_upToASecond() {
    budget.reserve(4 * MIB);
    assertThat(budget.answerDelayNanos()).isZero();

    budget.reserve(4 * MIB);
    assertThat(budget.answerDelayNanos()).isEqualTo(15_000_000);

    budget.reserve(500 * MIB);
    assertThat(budget.answerDelayNanos()).isEqualTo(1_000_000_000);

    budget.release(508 * MIB);
    assertThat(budget.answerDelayNanos()).isZero();
  }

  @Test
  void senderThatBringsLittle_hasRoomUpToTheHardLimit_whenAnotherFilledItUpToTheSoftOne() {
    budget.limit(200 * MIB, 100 * MIB);
    MemoryBudget greedy = budget.ofSender();
    MemoryBudget polite = budget.ofSender();

    assertThat(greedy.tryReserve(101 * MIB)).isTrue();

    assertThat(greedy.tryReserve(MIB)).isFalse();
    assertThat(polite.tryReserve(MIB)).isTrue();
    assertThat(polite.answerDelayNanos()).isLessThan(greedy.answerDelayNanos() / 10);
    assertThat(budget.isLimited()).isTrue();
    assertThat(budget.isFull()).isFalse();

    budget.reserve(98 * MIB + 1);
    assertThat(polite.tryReserve(MIB)).isFalse();
  }

  @Test
  void heapThatIsMostlyGarbage_isCollectedLongBeforeALimit() {
    heap.live = 20 * MIB;
    heap.collected(20 * MIB, true);

    heap.collected(60 * MIB, false);
    assertThat(heap.collections.get()).isZero();

    heap.collected(90 * MIB, false);
    await().untilAsserted(() -> assertThat(heap.collections.get()).isEqualTo(1));
  }

  @Test
  void liveHeapOverTheLimit_refusesUntilACollectionFindsItGone() {
    budget.limit(200 * MIB, 100 * MIB);
    heap.live = 150 * MIB;
    heap.collected(150 * MIB, true);
    assertThat(budget.tryReserve(1)).isFalse();

    heap.live = 20 * MIB;

    await().until(() -> budget.tryReserve(1));
  }

  @Test
  void reservesOverTheLimit_causeNoCollection() {
    budget.limit(200 * MIB, 100 * MIB);
    heap.collected(20 * MIB, false);
    budget.reserve(150 * MIB);
    heap.collected(170 * MIB, false);

    assertThat(budget.isLimited()).isTrue();
    await()
        .during(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(heap.collections.get()).isZero());
  }

  @Test
  void manyThreads_neverReserveMoreThanTheHardLimit() throws InterruptedException {
    budget.limit(100 * MIB, 100 * MIB);
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                awaitUninterruptibly(go);
                for (int n = 0; n < 100; n++) {
                  if (budget.tryReserve(MIB)) {
                    taken.incrementAndGet();
                  }
                }
              }));
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(taken.get()).isBetween(99, 100);
    assertThat(budget.reserved()).isEqualTo(taken.get() * MIB);
  }

  @Test
  void realHeap_reportsWhatIsLiveAfterACollection() {
    JvmHeap jvm = new JvmHeap();
    ConcurrentLinkedQueue<Long> live = new ConcurrentLinkedQueue<>();
    byte[] held = new byte[(int) (8 * MIB)];
    jvm.listen((used, whole) -> {
      if (whole) {
        live.add(used);
      }
    });
    try {
      await()
          .untilAsserted(() -> {
            jvm.collect();
            assertThat(live).isNotEmpty();
          });
      assertThat(live.element())
          .isGreaterThan(held.length)
          .isLessThan(Runtime.getRuntime().maxMemory());
    } finally {
      jvm.close();
    }
  }

  @Test
  void realHeap_countsTheBuffersOfTheNetwork() {
    JvmHeap jvm = new JvmHeap();
    jvm.listen((used, whole) -> {});
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer((int) (16 * MIB));
    try {
      await().untilAsserted(() -> assertThat(jvm.directBytes()).isGreaterThan(16 * MIB - 1));
    } finally {
      buffer.release();
      jvm.close();
    }
  }

  @Test
  void container_isAtLeastAsLargeAsTheHeap() {
    assertThat(ContainerMemory.totalBytes())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().maxMemory());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A heap of 1,000 MiB that does what the test says.
  private static final class FakeHeap implements HeapMeter {
    private final AtomicInteger collections = new AtomicInteger();
    private volatile long direct;
    private volatile long live;
    private @Nullable Listener listener;

    @Override
    public long maxHeapBytes() {
      return 1000 * MIB;
    }

    @Override
    public long directBytes() {
      return direct;
    }

    @Override
    public void listen(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void collect() {
      collections.incrementAndGet();
      collected(live, true);
    }

    @Override
    public void close() {
      listener = null;
    }

    void collected(long usedBytes, boolean whole) {
      if (listener != null) {
        listener.collected(usedBytes, whole);
      }
    }
  }

  private record WarningsOnly(ConcurrentLinkedQueue<String> lines) implements Log {
    @Override
    public boolean isEnabled(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, String message, @Nullable Throwable error, @Nullable Object... fields) {
      lines.add(message);
    }
  }
}
