package dev.weir.otlp.metrics;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `Metric`. Its [#data] says which one of the five data views is filled.
public final class MetricView extends MessageView {
  /// The five kinds of data, or none if a metric carries no data, or data newer than this class.
  public enum Data {
    NONE,
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY;

    /// The kind of data that is this field of `Metric`.
    public static Data ofField(int number) {
      return switch (number) {
        case MetricView.GAUGE -> GAUGE;
        case MetricView.SUM -> SUM;
        case MetricView.HISTOGRAM -> HISTOGRAM;
        case MetricView.EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
        case MetricView.SUMMARY -> SUMMARY;
        default -> NONE;
      };
    }
  }

  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int SUMMARY = 11;
  private static final int METADATA = 12;
  private static final long DATA =
      1L << GAUGE | 1L << SUM | 1L << HISTOGRAM | 1L << EXPONENTIAL_HISTOGRAM | 1L << SUMMARY;

  private static final Fields FIELDS =
      new Fields()
          .bytes(NAME, DESCRIPTION, UNIT)
          .message(GAUGE, SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY)
          .repeated(METADATA);

  private final BytesView name = new BytesView();
  private final BytesView description = new BytesView();
  private final BytesView unit = new BytesView();
  private @Nullable GaugeView gauge;
  private @Nullable SumView sum;
  private @Nullable HistogramView histogram;
  private @Nullable ExponentialHistogramView exponentialHistogram;
  private @Nullable SummaryView summary;
  private final AttributesView metadata = new AttributesView();

  public MetricView() {
    super(FIELDS);
  }

  @Override
  public MetricView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  /// Which data the metric has.
  public Data data() {
    return Data.ofField(lastOf(DATA));
  }

  public BytesView name() {
    return bytes(NAME, name);
  }

  public BytesView description() {
    return bytes(DESCRIPTION, description);
  }

  public BytesView unit() {
    return bytes(UNIT, unit);
  }

  public GaugeView gauge() {
    if (gauge == null) {
      gauge = new GaugeView();
    }
    return alternative(GAUGE, DATA, gauge);
  }

  public SumView sum() {
    if (sum == null) {
      sum = new SumView();
    }
    return alternative(SUM, DATA, sum);
  }

  public HistogramView histogram() {
    if (histogram == null) {
      histogram = new HistogramView();
    }
    return alternative(HISTOGRAM, DATA, histogram);
  }

  public ExponentialHistogramView exponentialHistogram() {
    if (exponentialHistogram == null) {
      exponentialHistogram = new ExponentialHistogramView();
    }
    return alternative(EXPONENTIAL_HISTOGRAM, DATA, exponentialHistogram);
  }

  public SummaryView summary() {
    if (summary == null) {
      summary = new SummaryView();
    }
    return alternative(SUMMARY, DATA, summary);
  }

  public AttributesView metadata() {
    return attributes(METADATA, metadata);
  }
}
