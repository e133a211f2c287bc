package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.matching.Selection;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;

/// Does its actions on the attributes of the selected items.
final class AttributesProcessor implements Processor {
  private final Selection selection;
  private final AttributeActions actions;
  private final Consumer next;

  AttributesProcessor(Selection selection, AttributeActions actions, Consumer next) {
    this.selection = selection;
    this.actions = actions;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after =
        RequestEditor.edit(batch.signal(), before, level(batch.signal()), editor(batch));
    next.consume(
        after == before
            ? batch
            : batch.withBytes(after.buffer(), after.offset(), after.length(), batch.items()));
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private ItemEditor editor(Batch batch) {
    AttributeActions.Run run = actions.on(batch.request());
    return selection.isAll()
        ? item -> run.change(item.attributes())
        : new SelectedItems(selection.pass(), run);
  }

  private static Level level(Signal signal) {
    return switch (signal) {
      case TRACES -> Level.SPAN;
      case METRICS -> Level.DATA_POINT;
      case LOGS -> Level.LOG_RECORD;
      case PROFILES -> throw new IllegalArgumentException("profiles have no attributes to change");
    };
  }
}
