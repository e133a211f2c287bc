package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.Status;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.ComponentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How bad a status is, in the Collector's terms.
record Severity(ComponentHealth counted) {

  /// From well to worst; of two equally bad ones the later is the worse.
  static final Comparator<Status> ORDER =
      Comparator.comparing((Status status) -> rank(status.level())).thenComparing(Status::since);

  private static final List<Status.Level> RANKS =
      List.of(
          Status.Level.OK,
          Status.Level.STARTING,
          Status.Level.STOPPED,
          Status.Level.STOPPING,
          Status.Level.RECOVERABLE_ERROR,
          Status.Level.PERMANENT_ERROR,
          Status.Level.FATAL_ERROR);

  /// Such as `StatusOK`.
  static String name(Status status) {
    return switch (status.level()) {
      case STARTING -> "StatusStarting";
      case OK -> "StatusOK";
      case RECOVERABLE_ERROR -> "StatusRecoverableError";
      case PERMANENT_ERROR -> "StatusPermanentError";
      case FATAL_ERROR -> "StatusFatalError";
      case STOPPING -> "StatusStopping";
      case STOPPED -> "StatusStopped";
    };
  }

  boolean isHealthy(Status status) {
    return switch (status.level()) {
      case OK, STARTING, STOPPING, STOPPED -> true;
      case RECOVERABLE_ERROR -> !counts(status);
      case PERMANENT_ERROR -> !counted.includePermanentErrors();
      case FATAL_ERROR -> false;
    };
  }

  int httpStatus(Status status) {
    return switch (status.level()) {
      case STARTING, STOPPING, STOPPED -> 503;
      case OK, RECOVERABLE_ERROR, PERMANENT_ERROR, FATAL_ERROR -> isHealthy(status) ? 200 : 500;
    };
  }

  private boolean counts(Status recoverable) {
    Duration lasts = Duration.between(recoverable.since(), Instant.now());
    return counted.includeRecoverableErrors() && lasts.compareTo(counted.recoveryDuration()) >= 0;
  }

  private static int rank(Status.Level level) {
    return RANKS.indexOf(level);
  }
}
