package dev.weir.ottl.context;

import dev.weir.otlp.Signal;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;

/// Counts spans, data points, log records or samples in the messages of a request. Messages are
/// those of the levels of a [Walk], a data point or sample being one of level 4.
final class ItemCount {
  private final Signal signal;
  private final byte[] in;

  ItemCount(Signal signal, byte[] in) {
    this.signal = signal;
    this.in = in;
  }

  int ofRequest(int from, int end) {
    int at = from;
    int count = 0;
    while (at < end) {
      int start = at;
      at = Wire.skipField(in, start, end);
      if (in[start] == (1 << 3 | FieldCursor.BYTES)) {
        count += of(0, Wire.skipVarint(in, start + 1, at), at);
      }
    }
    return count;
  }

  int of(int level, int from, int end) {
    boolean isItem = level == 2 && (signal == Signal.TRACES || signal == Signal.LOGS);
    if (isItem || level == 4) {
      return 1;
    }
    int count = 0;
    int at = from;
    while (at < end) {
      int start = at;
      at = Wire.skipField(in, start, end);
      int tag = in[start];
      if (tag < 0 || (tag & 7) != FieldCursor.BYTES || !leads(level, tag >>> 3)) {
        continue;
      }
      boolean isSample = signal == Signal.PROFILES && level == 2;
      count += isSample ? 1 : of(level + 1, Wire.skipVarint(in, start + 1, at), at);
    }
    return count;
  }

  private boolean leads(int level, int number) {
    if (level < 2 || signal == Signal.PROFILES) {
      return number == 2;
    }
    return level == 3 ? number == 1 : MetricView.Data.ofField(number) != MetricView.Data.NONE;
  }
}
