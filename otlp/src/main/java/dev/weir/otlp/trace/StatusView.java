package dev.weir.otlp.trace;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;

/// A view of the status of a span.
public final class StatusView extends MessageView {
  private static final int MESSAGE = 2;
  private static final int CODE = 3;

  private static final Fields FIELDS = new Fields().bytes(MESSAGE).varint(CODE);

  private final BytesView message = new BytesView();

  public StatusView() {
    super(FIELDS);
  }

  @Override
  public StatusView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public BytesView message() {
    return bytes(MESSAGE, message);
  }

  /// A `StatusCode` number: 0 unset, 1 ok, 2 error.
  public int code() {
    return (int) varint(CODE);
  }
}
