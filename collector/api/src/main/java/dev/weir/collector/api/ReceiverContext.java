package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import org.jspecify.annotations.Nullable;

/// What a receiver is given.
public interface ReceiverContext extends ComponentContext {

  /// Where batches of a signal go, or null when no pipeline takes that signal from this receiver.
  /// Counts accepted, refused and failed items, and fans out to all pipelines that name the
  /// receiver.
  ///
  /// @param transport how they came, such as `grpc` or `http`; a label of the counts
  @Nullable Consumer consumer(Signal signal, String transport);
}
