package dev.weir.collector.processors.resource;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.processors.attributes.AttributeActions;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

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
    List<ByteRange> after =
        RequestEditor.editResources(before, resource -> run.change(resource.attributes()));
    boolean changed = after.size() > 1 || after.getFirst() != before;
    next.consume(changed ? batch.withRanges(after, batch.items()) : batch);
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
