package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Log;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Telemetry.Counter;
import java.time.Duration;

/// Turns what a component should not throw into a refusal, so that a defect costs one batch and not
/// a thread.
///
/// A defect is met again whenever the same batch is, so it refuses for good: a step that holds the
/// batch and offers it again would otherwise do so for ever and hold up all that follows. Want of
/// memory passes, so it asks to come back later.
final class Guard {
  private static final Duration AFTER_WANT_OF_MEMORY = Duration.ofSeconds(1);

  private final String component;
  private final Log log;
  private final Counter errors;

  /// A guard of one component.
  ///
  /// @param component as users call it, such as `processor "batch"`
  /// @param errors counts what was caught
  Guard(String component, Log log, Counter errors) {
    this.component = component;
    this.log = log;
    this.errors = errors;
  }

  /// The refusal to throw for what a component threw; a refusal stays what it is.
  Refusal refusal(Throwable thrown) {
    if (thrown instanceof Refusal refusal) {
      return refusal;
    }
    errors.add(1);
    if (isWantOfMemory(thrown)) {
      return wantOfMemory(thrown);
    }
    log.log(Log.Level.ERROR, "Component failed unexpectedly", thrown);
    return new PermanentRefusal(
        PermanentRefusal.Reason.REJECTED,
        "internal error in " + component + ": " + thrown.getClass().getSimpleName());
  }

  /// Of direct memory or threads, and it passes. A full heap ends the process, unless an option of
  /// the virtual machine says otherwise.
  private Refusal wantOfMemory(Throwable thrown) {
    try {
      log.error(
          "Out of memory; raise -XX:MaxDirectMemorySize, or what the container has, or lower"
              + " memory_limiter's limit",
          "error",
          thrown);
    } catch (OutOfMemoryError again) {
      // it is counted all the same
    }
    return new RetryableRefusal("out of memory in " + component, AFTER_WANT_OF_MEMORY);
  }

  private static boolean isWantOfMemory(Throwable thrown) {
    return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
  }
}
