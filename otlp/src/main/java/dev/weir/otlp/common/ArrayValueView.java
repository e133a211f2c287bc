package dev.weir.otlp.common;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The elements of an `ArrayValue`, one after the other.
public final class ArrayValueView {
  private static final int VALUES = 1;

  private final Occurrences elements = new Occurrences();
  private @Nullable AnyValueView value;

  /// Puts this view before the first element of the `ArrayValue` held by `length` bytes from
  /// `offset`.
  public ArrayValueView wrap(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    elements.over(buffer, offset, offset + length, VALUES);
    return this;
  }

  /// Moves to the next element, or returns false behind the last.
  public boolean next() {
    return elements.next();
  }

  /// The current element.
  public AnyValueView value() {
    if (value == null) {
      value = new AnyValueView();
    }
    return value.wrap(elements.buffer(), elements.valueOffset(), elements.valueLength());
  }

  /// Starts over before the first.
  public ArrayValueView rewind() {
    elements.rewind();
    return this;
  }

  /// How many elements there are. Starts over before the first.
  public int size() {
    elements.rewind();
    int size = 0;
    while (elements.next()) {
      size++;
    }
    elements.rewind();
    return size;
  }

  /// Points `into` at the element with this index, counted from 0; or returns false. Starts over
  /// before the first.
  public boolean find(int index, AnyValueView into) {
    elements.rewind();
    int left = index;
    boolean found = false;
    while (!found && elements.next()) {
      found = left-- == 0;
    }
    if (found) {
      into.wrap(elements.buffer(), elements.valueOffset(), elements.valueLength());
    }
    elements.rewind();
    return found;
  }
}
