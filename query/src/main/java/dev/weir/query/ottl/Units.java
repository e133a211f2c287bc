package dev.weir.query.ottl;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Group;
import dev.weir.otlp.batch.ItemKey;
import dev.weir.otlp.batch.Partitioner;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;

/// Requests of one item each: a span, a log record, a metric with its points.
///
/// @param isCut whether items were left out: too many, or too large
record Units(List<ByteRange> items, boolean isCut) {
  private static final int MAX_BYTES = 128 << 10;

  static Units of(Signal signal, List<Batch> batches, int limit) {
    List<ByteRange> items = new ArrayList<>();
    boolean isCut = false;
    for (Batch batch : batches) {
      Apart apart = new Apart(signal, limit - items.size());
      for (Group group : Partitioner.partition(signal, batch.range(), apart)) {
        isCut |= group.bytes().length() > MAX_BYTES;
        if (group.bytes().length() <= MAX_BYTES) {
          items.add(group.bytes());
        }
      }
      isCut |= apart.number + 1 > apart.limit;
    }
    return new Units(items, isCut);
  }

  private static final class Apart implements ItemKey {
    private final Signal signal;
    private final int limit;
    private int number = -1;

    private Apart(Signal signal, int limit) {
      this.signal = signal;
      this.limit = limit;
    }

    @Override
    public void metric(byte[] buffer, int offset, int length) {
      number++;
    }

    @Override
    public int group(byte[] buffer, int offset, int length) {
      if (signal != Signal.METRICS) {
        number++;
      }
      return number < limit ? number : DROP;
    }
  }
}
