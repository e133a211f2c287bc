package dev.weir.collector.processors.resource;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.processors.attributes.AttributeActions;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;

/// Does its actions on the attributes of every resource.
final class ResourceProcessor implements Processor {
  private final AttributeActions actions;
  private final Consumer next;

  ResourceProcessor(AttributeActions actions, Consumer next) {
    this.actions = actions;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    AttributeActions.Run run = actions.on(batch.request());
    ByteRange before = batch.range();
    ByteRange after =
        RequestEditor.edit(
            batch.signal(), before, Level.RESOURCE, resource -> run.change(resource.attributes()));
    next.consume(
        after == before
            ? batch
            : batch.withBytes(after.buffer(), after.offset(), after.length(), batch.items()));
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
