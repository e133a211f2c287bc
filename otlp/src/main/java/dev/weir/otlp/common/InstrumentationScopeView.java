package dev.weir.otlp.common;

/// A view of one `InstrumentationScope`, the library that made the telemetry.
public final class InstrumentationScopeView extends MessageView {
  private static final int NAME = 1;
  private static final int VERSION = 2;
  private static final int ATTRIBUTES = 3;
  private static final int DROPPED_ATTRIBUTES_COUNT = 4;

  private static final Fields FIELDS =
      new Fields().bytes(NAME, VERSION).varint(DROPPED_ATTRIBUTES_COUNT).repeated(ATTRIBUTES);

  private final BytesView name = new BytesView();
  private final BytesView version = new BytesView();
  private final AttributesView attributes = new AttributesView();

  public InstrumentationScopeView() {
    super(FIELDS);
  }

  @Override
  public InstrumentationScopeView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public BytesView name() {
    return bytes(NAME, name);
  }

  public BytesView version() {
    return bytes(VERSION, version);
  }

  public AttributesView attributes() {
    return attributes(ATTRIBUTES, attributes);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }
}
