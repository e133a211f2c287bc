package dev.weir.otlp.common;

/// A view of one `EntityRef`, which says which attributes of a resource identify an entity.
public final class EntityRefView extends MessageView {
  private static final int SCHEMA_URL = 1;
  private static final int TYPE = 2;
  private static final int ID_KEYS = 3;
  private static final int DESCRIPTION_KEYS = 4;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL, TYPE).repeated(ID_KEYS, DESCRIPTION_KEYS);

  private final BytesView schemaUrl = new BytesView();
  private final BytesView type = new BytesView();
  private final RepeatedBytesView idKeys = new RepeatedBytesView();
  private final RepeatedBytesView descriptionKeys = new RepeatedBytesView();

  public EntityRefView() {
    super(FIELDS);
  }

  @Override
  public EntityRefView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }

  public BytesView type() {
    return bytes(TYPE, type);
  }

  public RepeatedBytesView idKeys() {
    return strings(ID_KEYS, idKeys);
  }

  public RepeatedBytesView descriptionKeys() {
    return strings(DESCRIPTION_KEYS, descriptionKeys);
  }
}
