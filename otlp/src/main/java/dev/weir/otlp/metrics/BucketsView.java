package dev.weir.otlp.metrics;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedNumberView;

/// A view of the positive or negative buckets of an exponential histogram's data point.
public final class BucketsView extends MessageView {
  private static final int OFFSET = 1;
  private static final int BUCKET_COUNTS = 2;

  private static final Fields FIELDS = new Fields().varint(OFFSET).numbers(BUCKET_COUNTS);

  private final RepeatedNumberView bucketCounts = RepeatedNumberView.varint();

  public BucketsView() {
    super(FIELDS);
  }

  @Override
  public BucketsView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  /// The `offset` field: the index of the first bucket.
  public int bucketOffset() {
    return (int) zigzag(OFFSET);
  }

  public RepeatedNumberView bucketCounts() {
    return numbers(BUCKET_COUNTS, bucketCounts);
  }
}
