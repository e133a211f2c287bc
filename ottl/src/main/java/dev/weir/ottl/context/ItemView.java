package dev.weir.ottl.context;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedNumberView;
import java.util.Arrays;

/// A view whose fields are read by number.
final class ItemView extends MessageView {
  private final BytesView bytes = new BytesView();
  private final AnyValueView any = new AnyValueView();

  ItemView(Shape shape) {
    super(shape.fields());
  }

  boolean hasField(int number) {
    return has(number);
  }

  long readVarint(int number) {
    return varint(number);
  }

  long readZigzag(int number) {
    return zigzag(number);
  }

  long readFixed64(int number) {
    return fixed64(number);
  }

  int readFixed32(int number) {
    return fixed32(number);
  }

  /// Valid until the next call.
  BytesView readBytes(int number) {
    return bytes(number, bytes);
  }

  /// Valid until the next call.
  AnyValueView readAnyValue(int number) {
    return anyValue(number, any);
  }

  ItemView readMessage(int number, ItemView into) {
    return message(number, into);
  }

  int lastField(long alternatives) {
    return lastOf(alternatives);
  }

  long[] readLongs(int number, boolean isFixed) {
    RepeatedNumberView numbers =
        numbers(number, isFixed ? RepeatedNumberView.fixed64() : RepeatedNumberView.varint());
    long[] values = new long[numbers.size()];
    for (int i = 0; numbers.next(); i++) {
      values[i] = numbers.longValue();
    }
    return values;
  }

  double[] readDoubles(int number) {
    return Arrays.stream(readLongs(number, true)).mapToDouble(Double::longBitsToDouble).toArray();
  }
}
