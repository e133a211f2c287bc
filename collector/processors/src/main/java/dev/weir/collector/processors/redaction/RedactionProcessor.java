package dev.weir.collector.processors.redaction;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import java.util.function.UnaryOperator;

/// Removes and masks attributes at every level of a request.
final class RedactionProcessor implements Processor {
  private final Signal signal;
  private final Redaction rules;
  private final Consumer next;

  RedactionProcessor(RedactionConfig config, Signal signal, Consumer next) {
    this.signal = signal;
    this.rules = new Redaction(config, signal);
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after = before;
    Pass pass = new Pass();
    for (Level level : levels(signal)) {
      after = RequestEditor.edit(signal, after, level, pass);
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

  private static List<Level> levels(Signal signal) {
    return switch (signal) {
      case TRACES -> List.of(Level.RESOURCE, Level.SCOPE, Level.SPAN, Level.SPAN_EVENT);
      case METRICS -> List.of(Level.RESOURCE, Level.SCOPE, Level.DATA_POINT);
      case LOGS -> List.of(Level.RESOURCE, Level.SCOPE, Level.LOG_RECORD);
      case PROFILES -> throw new IllegalArgumentException("profiles have no attributes to redact");
    };
  }

  /// The walks over one batch, by one thread.
  private final class Pass implements ItemEditor {
    private final AttributesRedaction attributes;
    private final BodyRedaction bodies;
    private final SpanNames names = new SpanNames(rules);

    Pass() {
      UnaryOperator<String> mask = rules.values.mask();
      Summary summary = new Summary(rules.detail);
      attributes = new AttributesRedaction(rules, mask, summary);
      bodies = new BodyRedaction(rules, mask, summary);
    }

    @Override
    public void edit(ItemEdit item) {
      attributes.redact(item.attributes());
      if (item.level() == Level.LOG_RECORD) {
        bodies.redact(item);
      } else if (item.level() == Level.SPAN && (rules.urlNames || rules.dbNames)) {
        names.sanitize(item);
      }
    }
  }
}
