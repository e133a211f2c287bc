package dev.weir.otlp.resource;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.EntityRefView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `Resource`, the thing that telemetry comes from.
public final class ResourceView extends MessageView {
  private static final int ATTRIBUTES = 1;
  private static final int DROPPED_ATTRIBUTES_COUNT = 2;
  private static final int ENTITY_REFS = 3;

  private static final Fields FIELDS =
      new Fields().varint(DROPPED_ATTRIBUTES_COUNT).repeated(ATTRIBUTES, ENTITY_REFS);

  private final AttributesView attributes = new AttributesView();
  private @Nullable EntityRefView entityRefs;

  public ResourceView() {
    super(FIELDS);
  }

  @Override
  public ResourceView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }

  public EntityRefView entityRefs() {
    if (entityRefs == null) {
      entityRefs = new EntityRefView();
    }
    return repeated(ENTITY_REFS, entityRefs);
  }
}
