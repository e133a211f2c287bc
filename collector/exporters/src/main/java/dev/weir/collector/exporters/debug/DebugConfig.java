package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.export.QueueConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user writes under `debug:`.
///
/// @param verbosity how much is shown of a batch
/// @param samplingInitial batches of a second that are shown
/// @param samplingThereafter each such batch of that second is shown afterwards; 0 for none
/// @param useInternalLogger whether to write to the collector's log
/// @param outputPaths files, which are appended to, or `stdout` and `stderr`; null for `stdout`.
///   Only without the internal logger
/// @param sendingQueue holds batches until they are shown, or null to show them at once
public record DebugConfig(
    Verbosity verbosity,
    int samplingInitial,
    int samplingThereafter,
    boolean useInternalLogger,
    @Nullable List<String> outputPaths,
    @Nullable QueueConfig sendingQueue)
    implements ComponentConfig {

  /// How much is shown of a batch.
  public enum Verbosity {
    /// One line that says how much there is.
    @Key(former = "0")
    BASIC,
    /// A line for each item.
    @Key(former = "1")
    NORMAL,
    /// A line for each field.
    @Key(former = "2")
    DETAILED
  }

  static final DebugConfig DEFAULT = new DebugConfig(Verbosity.BASIC, 2, 1, true, null, null);

  @Override
  public void validate(Problems problems) {
    if (samplingInitial < 0) {
      problems.add("sampling_initial", samplingInitial, "0 or more");
    }
    if (samplingThereafter < 0) {
      problems.add("sampling_thereafter", samplingThereafter, "0 or more");
    }
    if (useInternalLogger && outputPaths != null) {
      problems.add(
          "output_paths", "output_paths is not supported when use_internal_logger is true");
    }
    if (!useInternalLogger && outputPaths != null && outputPaths.isEmpty()) {
      problems.add(
          "output_paths", "output_paths must not be empty when use_internal_logger is false");
    }
  }
}
