package dev.weir.collector.helper.tally;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.ottl.context.ContextName;

/// From when to when the items of one kind in one resource are, in nanoseconds since 1970. Not safe
/// for threads.
final class TimeRange {
  private final FieldCursor fields = new FieldCursor();
  private long first;
  private long last;

  /// Takes the times of an item; a time of 0 is none.
  void add(ContextName context, byte[] buffer, int offset, int length) {
    switch (context) {
      case SPAN -> add(buffer, offset, length, 7, 8);
      case SPANEVENT, LOG -> add(buffer, offset, length, 1, 1);
      case DATAPOINT, PROFILE -> add(buffer, offset, length, 3, 3);
      default -> {}
    }
  }

  /// The earliest time, or `now` if there is none.
  long first(long now) {
    return first == 0 ? now : first;
  }

  /// The latest time, or `now` if there is none.
  long last(long now) {
    return first == 0 ? now : last;
  }

  private void add(byte[] buffer, int offset, int length, int from, int to) {
    fields.wrap(buffer, offset, length);
    while (fields.next()) {
      boolean isTime = fields.number() >= from && fields.number() <= to;
      if (isTime && fields.wireType() == FieldCursor.FIXED64) {
        add(FieldCursor.fixed64At(buffer, fields.valueOffset()));
      }
    }
  }

  private void add(long time) {
    if (time == 0) {
      return;
    }
    if (first == 0) {
      first = time;
      last = time;
    }
    first = Long.compareUnsigned(time, first) < 0 ? time : first;
    last = Long.compareUnsigned(time, last) > 0 ? time : last;
  }
}
