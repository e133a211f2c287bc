package dev.weir.collector.helper.batching;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Holds batches in memory, merges small ones, and hands them on from threads of its own.
///
/// [#add] takes responsibility as soon as it returns: the batch is in memory, and leaves it when it
/// was delivered, or refused for good and counted. What is held is bounded by
/// [BatcherSettings#capacity()], beyond which callers are refused (or wait), and is part of the
/// memory budget. It does not ask the budget for room, since its neighbours would wait for room
/// that only it can give back; receivers ask.
///
/// ```
///   add --> Partitions --full, due--> Crew --one virtual thread each, at most maxInFlight--> Delivery
/// ```
///
/// One lock guards all of it and is held for a few steps only. A small request costs no wake-up:
/// the first that waits sets the timer, unless it is set already, and the one that fills a batch
/// starts a thread.
public final class Batcher {
  private final BatcherSettings settings;
  private final ComponentContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Crew crew;
  private final @Nullable Partitions partitions;
  private long held;
  private boolean timerSet;
  private boolean closed;

  public Batcher(BatcherSettings settings, ComponentContext context, Delivery delivery) {
    this(settings, context, delivery, CutListener.NONE);
  }

  public Batcher(
      BatcherSettings settings, ComponentContext context, Delivery delivery, CutListener listener) {
    BatchRule rule = settings.rule();
    this.settings = settings;
    this.context = context;
    this.crew =
        new Crew(settings, context, lock, new Pieces(rule, delivery, listener), this::release);
    this.partitions =
        rule == null
            ? null
            : new Partitions(rule, settings.metadataKeys(), settings.maxPartitions());
  }

  /// Takes one batch. May wait only when [BatcherSettings#blockOnOverflow()] or
  /// [BatcherSettings#waitForResult()] say so, and then no longer than the request's own deadline.
  ///
  /// @throws RetryableRefusal when there is no room, or the end has come
  /// @throws dev.weir.collector.api.Refusal with `waitForResult`, what became of the batch
  public void add(Batch batch) {
    Ticket ticket = settings.waitForResult() ? new Ticket() : null;
    Entry entry = new Entry(batch, settings.sizer().sizeOf(batch), ticket);
    lock.lock();
    try {
      admit(entry);
      held += entry.size();
      context.memory().reserve(entry.bytes());
      place(entry);
    } finally {
      lock.unlock();
    }
    if (ticket != null) {
      ticket.await(batch.request().remainingNanos());
    }
  }

  /// Whether [#add] may wait.
  public boolean mayBlock() {
    return settings.blockOnOverflow() || settings.waitForResult();
  }

  /// What is held now, from [#add] until it is delivered, in the unit of the capacity.
  public long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /// Combinations of metadata values that are waiting now.
  public int waitingPartitions() {
    lock.lock();
    try {
      return partitions == null ? 0 : partitions.count();
    } finally {
      lock.unlock();
    }
  }

  /// Refuses from now on, hands on all that is held, and counts as lost what is left at `deadline`.
  public void shutdown(Deadline deadline) {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
      if (partitions != null) {
        partitions.cutAll(crew::submit);
      }
    } finally {
      lock.unlock();
    }
    crew.finish(deadline);
  }

  private void admit(Entry entry) {
    if (partitions != null) {
      partitions.admit(entry);
    }
    if (settings.blockOnOverflow()) {
      awaitRoom(entry);
    }
    if (closed) {
      throw new RetryableRefusal(context.id() + " is shutting down");
    }
    if (!hasRoom(entry)) {
      throw full();
    }
  }

  private RetryableRefusal full() {
    String unit = settings.sizer().name().toLowerCase(Locale.ROOT);
    return new RetryableRefusal(
        "sending queue is full (%s holds %d of %d %s)"
            .formatted(context.id(), held, settings.capacity(), unit),
        Duration.ofSeconds(1));
  }

  private boolean hasRoom(Entry entry) {
    return held == 0 || held + entry.size() <= settings.capacity();
  }

  private void awaitRoom(Entry entry) {
    try {
      long left = entry.batch().request().remainingNanos();
      while (left > 0 && !closed && !hasRoom(entry)) {
        left = room.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void place(Entry entry) {
    if (partitions == null) {
      crew.submit(new Cut(List.of(entry), undated(entry.batch().request()), Trigger.SIZE));
      return;
    }
    partitions.place(entry, crew::submit);
    setTimer(partitions);
  }

  private void setTimer(Partitions waiting) {
    Partition oldest = waiting.oldest();
    if (!timerSet && oldest != null) {
      timerSet = true;
      FlushTimer.at(oldest.dueNanos(), () -> flush(waiting));
    }
  }

  private void flush(Partitions waiting) {
    lock.lock();
    try {
      timerSet = false;
      waiting.cutDue(System.nanoTime(), crew::submit);
      setTimer(waiting);
    } finally {
      lock.unlock();
    }
  }

  private void release(Cut cut) {
    context.memory().release(cut.bytes());
    held -= cut.size();
    room.signalAll();
  }

  /// The caller's patience says nothing about a batch that it no longer waits for.
  private static RequestInfo undated(RequestInfo request) {
    return request.deadlineNanos() == RequestInfo.NO_DEADLINE
        ? request
        : new RequestInfo(
            request.metadata(),
            request.peerAddress(),
            request.attributes(),
            RequestInfo.NO_DEADLINE);
  }
}
