package dev.weir.collector.processors.schema;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives attributes and metrics the names of another version of the semantic conventions.
final class SchemaProcessor implements Processor {
  private final Signal signal;
  private final @Nullable Target target;
  private final ConventionsEditor.@Nullable Rules conventions;
  private final Counter translated;
  private final Counter skipped;
  private final Counter failed;
  private final Consumer next;

  SchemaProcessor(SchemaConfig config, Signal signal, ComponentContext context, Consumer next) {
    this.signal = signal;
    this.next = next;
    target =
        config.targets().stream()
            .filter(Versions::isKnown)
            .findFirst()
            .map(url -> new Target(url, config.migration()))
            .orElse(null);
    conventions =
        config.conventions() == null ? null : new ConventionsEditor.Rules(config.conventions());
    Telemetry telemetry = context.telemetry();
    translated = counter(telemetry, "translated", "Resources and scopes that were translated.");
    skipped =
        counter(telemetry, signal.key() + "_skipped", "Scopes that do not name their schema.");
    failed =
        counter(
            telemetry, signal.key() + "_failed", "Resources and scopes whose schema is not known.");
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after = before;
    if (target != null) {
      after = translate(after, target);
    }
    if (conventions != null) {
      after = edit(after, itemLevels(), new ConventionsEditor(conventions));
    }
    next.consume(
        after == before
            ? batch
            : batch.withBytes(after.buffer(), after.offset(), after.length(), batch.items()));
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private ByteRange translate(ByteRange request, Target to) {
    SchemaEditor editor = new SchemaEditor(to);
    ByteRange after = edit(request, List.of(Level.RESOURCE), editor);
    after = edit(after, itemLevels(), editor);
    // Last, since points are known by the old names of their metrics.
    after = signal == Signal.METRICS ? edit(after, List.of(Level.METRIC), editor) : after;
    SchemaUrls urls = new SchemaUrls(to, after);
    after = urls.of(after);
    translated.add(urls.translated());
    skipped.add(urls.skipped());
    failed.add(urls.failed());
    return after;
  }

  private ByteRange edit(ByteRange request, List<Level> levels, ItemEditor editor) {
    ByteRange after = request;
    for (Level level : levels) {
      after = RequestEditor.edit(signal, after, level, editor);
    }
    return after;
  }

  private List<Level> itemLevels() {
    return switch (signal) {
      case TRACES -> List.of(Level.SPAN, Level.SPAN_EVENT);
      case METRICS -> List.of(Level.DATA_POINT);
      case LOGS -> List.of(Level.LOG_RECORD);
      case PROFILES -> throw new IllegalArgumentException("profiles have no schema to change");
    };
  }

  private static Counter counter(Telemetry telemetry, String name, String help) {
    return telemetry.counter(
        "otelcol_processor_schema_" + name, help, "1", telemetry.componentLabels());
  }
}
