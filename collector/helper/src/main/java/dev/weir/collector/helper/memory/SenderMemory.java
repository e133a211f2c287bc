package dev.weir.collector.helper.memory;

import dev.weir.collector.api.MemoryBudget;

/// The budget as one sender meets it: one that asks for much less than the others waits less for
/// its answers, and may use the room between the soft and the hard limit when others may not.
final class SenderMemory implements MemoryBudget {
  private final JvmMemoryBudget whole;
  private final Demand demand;
  private final Demand.Sender sender = new Demand.Sender();

  SenderMemory(JvmMemoryBudget whole, Demand demand) {
    this.whole = whole;
    this.demand = demand;
  }

  @Override
  public boolean tryReserve(long bytes) {
    long now = System.nanoTime();
    demand.ask(sender, bytes, now);
    return whole.tryReserve(bytes)
        || (demand.isModest(sender, now) && whole.tryReserveUpToTheHardLimit(bytes));
  }

  @Override
  public long answerDelayNanos() {
    long delay = whole.answerDelayNanos();
    return delay == 0 ? 0 : (long) (delay * demand.share(sender, System.nanoTime()));
  }

  @Override
  public void reserve(long bytes) {
    whole.reserve(bytes);
  }

  @Override
  public void release(long bytes) {
    whole.release(bytes);
  }

  @Override
  public long reserved() {
    return whole.reserved();
  }

  @Override
  public boolean isLimited() {
    return whole.isLimited();
  }

  @Override
  public boolean isFull() {
    return whole.isFull();
  }

  @Override
  public void limit(long limitBytes, long softLimitBytes) {
    whole.limit(limitBytes, softLimitBytes);
  }
}
