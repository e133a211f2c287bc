package dev.weir.collector.testkit;

import dev.weir.collector.api.Status.Level;
import dev.weir.collector.api.StatusReporter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what a component reports about how it is.
public final class TestStatus implements StatusReporter {
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private volatile String reasonNotReady = "";

  /// One report, as it was made; repetitions are kept.
  public record Report(Level level, String reason) {}

  public List<Report> reports() {
    return List.copyOf(reports);
  }

  /// The last level reported; [Level#STARTING] when there is none.
  public Level level() {
    return reports.isEmpty() ? Level.STARTING : reports.getLast().level();
  }

  /// Why the collector should get no new data for now; empty when it may.
  public String reasonNotReady() {
    return reasonNotReady;
  }

  @Override
  public void ok() {
    reports.add(new Report(Level.OK, ""));
  }

  @Override
  public void recoverableError(String reason) {
    reports.add(new Report(Level.RECOVERABLE_ERROR, reason));
  }

  @Override
  public void permanentError(String reason) {
    reports.add(new Report(Level.PERMANENT_ERROR, reason));
  }

  @Override
  public void fatalError(String reason) {
    reports.add(new Report(Level.FATAL_ERROR, reason));
  }

  @Override
  public void notReady(String reason) {
    reasonNotReady = reason;
  }
}
