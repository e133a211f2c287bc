package dev.weir.otlp.batch;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.FieldCursor;

/// Keys by the trace id of spans and log records. An item without a trace id counts as one whose id
/// is zero.
public abstract class TraceIdKey implements ItemKey {
  private static final int LENGTH = 16;

  private final int field;
  private final FieldCursor fields = new FieldCursor();

  TraceIdKey(Signal signal) {
    field =
        switch (signal) {
          case TRACES -> 1;
          case LOGS -> 9;
          case METRICS, PROFILES ->
              throw new IllegalArgumentException(
                  "signal: " + signal.key() + " (expected: traces or logs)");
        };
  }

  /// Spreads items over `groups` groups. All items of a trace go to the same one, in every process
  /// and for ever.
  public static TraceIdKey into(Signal signal, int groups) {
    return new TraceIdSpread(signal, groups);
  }

  @Override
  public final int group(byte[] buffer, int offset, int length) {
    int id = find(buffer, offset, length);
    return id < 0 ? group(0, 0) : group(word(buffer, id), word(buffer, id + Long.BYTES));
  }

  abstract int group(long high, long low);

  private int find(byte[] buffer, int offset, int length) {
    fields.wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == field && fields.valueLength() == LENGTH) {
        return fields.valueOffset();
      }
    }
    return -1;
  }

  private static long word(byte[] buffer, int offset) {
    return Long.reverseBytes(FieldCursor.fixed64At(buffer, offset));
  }
}
