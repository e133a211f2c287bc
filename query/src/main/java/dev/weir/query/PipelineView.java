package dev.weir.query;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The running pipelines, to look at. May be used by any thread.
public interface PipelineView {
  /// The view of a process that has none.
  PipelineView NONE =
      new PipelineView() {
        @Override
        public Snapshot snapshot() {
          return new Snapshot(List.of(), List.of());
        }

        @Override
        public @Nullable Tap tap(String edge, Consumer<Batch> listener) {
          return null;
        }
      };

  /// The graph with its counters as they are now.
  Snapshot snapshot();

  /// Shows the listener each batch that passes an edge, on the thread that carries it, until the
  /// tap is closed. The listener must be quick.
  ///
  /// @return null if there is no such edge
  @Nullable Tap tap(String edge, Consumer<Batch> listener);

  /// Makes a processor that stands apart from the pipelines, to see what settings would do.
  ///
  /// @param type such as `filter`
  /// @param settings its section of a configuration, in YAML; nothing in it is expanded
  /// @return null if there is no such processor for the signal in this process
  /// @throws IllegalArgumentException with everything that is wrong with the settings
  default @Nullable Trial trial(String type, String settings, Signal signal) {
    return null;
  }

  /// A processor apart from the pipelines. For one thread.
  interface Trial extends AutoCloseable {
    /// What it hands on of a batch.
    ///
    /// @throws dev.weir.collector.api.Refusal if it takes none of it
    List<Batch> run(Batch batch);

    /// What it would have logged, the first lines of it.
    List<String> warnings();

    @Override
    void close();
  }

  /// A tap that is open.
  interface Tap extends AutoCloseable {
    @Override
    void close();
  }

  /// A graph with its counters.
  record Snapshot(List<Node> nodes, List<Edge> edges) {}

  /// A component instance.
  ///
  /// @param id names it in edges
  /// @param kind `receiver`, `processor`, `exporter`, `connector`
  /// @param name as configured
  /// @param signal of the instance, or null if it serves several
  /// @param pipeline of a processor, otherwise null
  /// @param status what it last reported of itself, with `reason`
  /// @param counters by name, since the start
  /// @param dropped items that were dropped, by reason, since the start
  /// @param queue how full its queue is, or null if it has none
  record Node(
      String id,
      String kind,
      String name,
      @Nullable String signal,
      @Nullable String pipeline,
      String status,
      String reason,
      Map<String, Long> counters,
      Map<String, Long> dropped,
      @Nullable Queue queue) {}

  /// How full a queue is.
  record Queue(long size, long capacity) {}

  /// A way from one component to the next.
  ///
  /// @param items handed on since the start, `refused` ones not included
  record Edge(
      String id,
      String from,
      String to,
      String signal,
      String pipeline,
      long items,
      long batches,
      long refused) {}
}
