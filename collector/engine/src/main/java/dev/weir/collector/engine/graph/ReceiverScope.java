package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.otlp.Signal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one receiver is given.
final class ReceiverScope extends ComponentScope implements ReceiverContext {
  private final Map<Signal, Consumer> pipelines;
  private final Map<Way, Consumer> counted = new ConcurrentHashMap<>();

  private record Way(Signal signal, String transport) {}

  /// The scope of a receiver.
  ///
  /// @param pipelines the way into all pipelines of a signal that name the receiver
  ReceiverScope(
      GraphServices services,
      Extensions extensions,
      ComponentId id,
      Map<Signal, Consumer> pipelines) {
    super(services, extensions, Node.Kind.RECEIVER, id, "");
    this.pipelines = Map.copyOf(pipelines);
  }

  @Override
  public @Nullable Consumer consumer(Signal signal, String transport) {
    Consumer next = pipelines.get(signal);
    return next == null
        ? null
        : counted.computeIfAbsent(
            new Way(signal, transport),
            way -> new ReceivedConsumer(next, telemetry(), signal, transport));
  }
}
