package dev.weir.collector.app;

import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.ShutdownReport;
import java.io.PrintWriter;
import java.time.Duration;

/// How the process ends: told to by a signal, or because it cannot go on. Either way the collector
/// drains first, and what could not be delivered is counted and named.
final class Ending {
  private final Collector collector;
  private final Duration timeout;
  private final PrintWriter err;
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
  }

  /// Drains and says what was lost. Returns at once when that has been done.
  synchronized void drain() {
    if (!drained) {
      drained = true;
      report(collector.shutdown(timeout));
    }
  }

  /// Runs when the JVM goes down. After a signal it would end with 128 and the signal's number;
  /// halting here ends with what became of the data.
  private synchronized void onExit() {
    if (drained) {
      return;
    }
    drained = true;
    ShutdownReport report = collector.shutdown(timeout);
    report(report);
    System.out.flush();
    Runtime.getRuntime().halt(report.isClean() ? ExitCode.OK : ExitCode.UNDELIVERED);
  }

  private void report(ShutdownReport report) {
    report.lost().forEach(loss -> err.println("not delivered: " + loss));
    report.late().forEach(component -> err.println("did not stop in time: " + component));
    err.flush();
  }
}
