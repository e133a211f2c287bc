package dev.weir.collector.app;

import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.ShutdownReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// How the process ends: told to by a signal, or because it cannot go on. Either way the collector
/// drains first, and what could not be delivered is counted and named. Told again while it drains,
/// it takes no more time for that.
final class Ending {
  /// How long a collector in haste may take to say what it leaves behind.
  private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

  private final Collector collector;
  private final Duration timeout;
  private final PrintWriter err;
  private final AtomicBoolean isEnding = new AtomicBoolean();
  private final CountDownLatch isOver = new CountDownLatch(1);
  private boolean drained;

  Ending(Collector collector, Duration timeout, PrintWriter err) {
    this.collector = collector;
    this.timeout = timeout;
    this.err = err;
  }

  /// Called before the first port opens, so that no request is acknowledged by a process that a
  /// signal would end at once.
  void install() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::onExit));
    // Only for the second signal, so nothing has to wait until it stands.
    Thread.ofPlatform().name("signals").daemon().start(() -> Signals.onEach(this::onSignal));
  }

  /// Drains and says what was lost. Returns at once when that has been done.
  void drain() {
    isEnding.set(true);
    drainOnce();
  }

  private synchronized @Nullable ShutdownReport drainOnce() {
    if (drained) {
      return null;
    }
    drained = true;
    ShutdownReport report = collector.shutdown(timeout);
    report(report);
    isOver.countDown();
    return report;
  }

  private void onSignal() {
    if (isEnding.compareAndSet(false, true)) {
      System.exit(ExitCode.OK); // runs onExit, which knows better
    }
    err.println("Told to end again: what is not delivered by now is left behind.");
    err.flush();
    collector.hasten();
    if (!isOverSoon()) {
      err.println("not delivered: whatever is left; it did not stop to be counted");
      err.flush();
      Runtime.getRuntime().halt(ExitCode.UNDELIVERED);
    }
  }

  private boolean isOverSoon() {
    try {
      return isOver.await(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// Runs when the JVM goes down. After a signal it would end with 128 and the signal's number;
  /// halting here ends with what became of the data.
  private void onExit() {
    isEnding.set(true);
    ShutdownReport report = drainOnce();
    if (report != null) {
      System.out.flush();
      Runtime.getRuntime().halt(report.isClean() ? ExitCode.OK : ExitCode.UNDELIVERED);
    }
  }

  private void report(ShutdownReport report) {
    report.lost().forEach(loss -> err.println("not delivered: " + loss));
    report.late().forEach(component -> err.println("did not stop in time: " + component));
    err.flush();
  }
}
