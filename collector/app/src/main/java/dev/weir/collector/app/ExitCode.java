package dev.weir.collector.app;

/// What the process ends with, for scripts.
final class ExitCode {
  /// Ended as asked; everything that was accepted is delivered.
  static final int OK = 0;

  /// Could not start, or had to end because a component failed for good.
  static final int FAILED = 1;

  /// The command line is wrong.
  static final int USAGE = 2;

  // 3: the launcher found no JDK, or the build failed, or the virtual machine ran out of heap.

  /// The configuration is wrong.
  static final int CONFIGURATION = 4;

  /// Ended as asked, but some of what was accepted could not be delivered in time.
  static final int UNDELIVERED = 5;

  private ExitCode() {}
}
