package dev.weir.query;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.engine.ProcessorTrial;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Two edges through which a test sends batches, and the processors of the distribution.
final class RunningPipelines implements PipelineView {
  static final String EDGE = "receiver:otlp>exporter:store>traces";
  private static final ComponentFactories FACTORIES = ComponentFactories.load();

  final List<Consumer<Batch>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public Snapshot snapshot() {
    return new Snapshot(
        List.of(),
        List.of(
            new Edge(EDGE, "receiver:otlp", "exporter:store", "traces", "traces", 0, 0, 0),
            new Edge("logs", "receiver:otlp", "exporter:store", "logs", "logs", 0, 0, 0)));
  }

  @Override
  public @Nullable Tap tap(String edge, Consumer<Batch> listener) {
    if (!edge.equals(EDGE)) {
      return null;
    }
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public @Nullable Trial trial(String type, String settings, Signal signal) {
    ProcessorTrial trial =
        ProcessorTrial.open(FACTORIES, type, settings, signal, new BuildInfo("weir", "1"));
    return trial == null
        ? null
        : new Trial() {
          @Override
          public List<Batch> run(Batch batch) {
            return trial.run(batch);
          }

          @Override
          public List<String> warnings() {
            return trial.warnings();
          }

          @Override
          public void close() {
            trial.close();
          }
        };
  }
}
