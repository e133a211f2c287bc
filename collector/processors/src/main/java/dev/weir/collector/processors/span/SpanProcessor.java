package dev.weir.collector.processors.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.matching.Selection;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// Renames the selected spans and gives them a status.
final class SpanProcessor implements Processor {
  private static final int STATUS = 15;
  private static final int MESSAGE = 2;
  private static final int CODE = 3;

  private final Selection selection;
  private final SpanConfig.Name name;
  private final @Nullable NameToAttributes toAttributes;
  private final SpanConfig.@Nullable Status status;
  private final Consumer next;

  SpanProcessor(SpanConfig config, Consumer next) {
    this.next = next;
    selection = Selection.of(config.include(), config.exclude());
    name = config.name();
    toAttributes = name.toAttributes() == null ? null : new NameToAttributes(name.toAttributes());
    status = config.status();
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after = RequestEditor.edit(batch.signal(), before, Level.SPAN, new Pass());
    next.consume(
        after == before
            ? batch
            : batch.withBytes(after.buffer(), after.offset(), after.length(), batch.items()));
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  /// The walk over one batch, by one thread.
  private final class Pass implements ItemEditor {
    private final Selection.Pass selected = selection.pass();
    private final boolean all = selection.isAll();
    private final SpanView view = new SpanView();
    private final NameFromAttributes fromAttributes =
        new NameFromAttributes(name.fromAttributes(), name.separator());

    @Override
    public boolean entersResource(Enclosing enclosing) {
      return all || selected.resource(enclosing.resource());
    }

    @Override
    public boolean entersScope(Enclosing enclosing) {
      return all || selected.scope(enclosing.scope());
    }

    @Override
    public void edit(ItemEdit span) {
      if (!all && !selected.selects(span.read(view))) {
        return;
      }
      fromAttributes.rename(span);
      if (toAttributes != null) {
        toAttributes.extract(span, view);
      }
      if (status != null) {
        span.message(
            STATUS,
            message -> {
              message.remove(MESSAGE);
              message.remove(CODE);
              switch (status.code()) {
                case "Ok" -> message.varint(CODE, 1);
                case "Error" -> {
                  if (!status.description().isEmpty()) {
                    message.bytes(MESSAGE, status.description().getBytes(UTF_8));
                  }
                  message.varint(CODE, 2);
                }
                default -> {}
              }
            });
      }
    }
  }
}
