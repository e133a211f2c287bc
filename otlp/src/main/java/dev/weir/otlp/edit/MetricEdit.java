package dev.weir.otlp.edit;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One metric that is being changed: its name and unit, the kind of its data, and its data points,
/// which are written anew one by one, removed and added. What is not touched is copied, unknown
/// fields too.
///
/// Points are counted from 0; removing one moves those behind it.
public final class MetricEdit {
  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int SUMMARY = 11;
  private static final long ALL_DATA =
      bit(GAUGE) | bit(SUM) | bit(HISTOGRAM) | bit(EXPONENTIAL_HISTOGRAM) | bit(SUMMARY);

  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;
  private static final int METRIC = 2;

  private static final int STRIDE = 3;
  private static final int START = 0;
  private static final int END = 1;
  private static final int MADE = 2;
  private static final int UNSET = -1;
  private static final byte[] NOTHING = {};

  private final ScopeMetricsEdit scope;
  private final MetricView view = new MetricView();
  private final BytesView text = new BytesView();
  private final MessageEdit point = new MessageEdit();

  private byte[] source = NOTHING;
  private int from;
  private int to;
  private boolean viewed;
  private boolean changed;
  private byte @Nullable [] name;
  private byte @Nullable [] description;
  private byte @Nullable [] unit;

  /// The data as it came; read when it is first asked for.
  private boolean opened;

  private byte[] dataBuffer = NOTHING;
  private int dataFrom;
  private int dataTo;

  private int data;
  private int temporality = UNSET;
  private int monotonic = UNSET;
  private int[] points = new int[8 * STRIDE];
  private int count;
  private boolean lostPoints;
  private int writing = UNSET;
  private int writtenFrom;

  MetricEdit(ScopeMetricsEdit scope) {
    this.scope = scope;
  }

  /// The metric as it came.
  public MetricView asItCame() {
    if (!viewed) {
      view.wrap(source, from, to - from);
      viewed = true;
    }
    return view;
  }

  /// The name by now. Valid until the next call of a method that returns a text.
  public BytesView name() {
    return name == null ? asItCame().name() : text.wrap(name, 0, name.length);
  }

  public void name(byte[] utf8) {
    name = utf8;
    changed = true;
  }

  /// The description by now. Valid until the next call of a method that returns a text.
  public BytesView description() {
    return description == null
        ? asItCame().description()
        : text.wrap(description, 0, description.length);
  }

  public void description(byte[] utf8) {
    description = utf8;
    changed = true;
  }

  /// The unit by now. Valid until the next call of a method that returns a text.
  public BytesView unit() {
    return unit == null ? asItCame().unit() : text.wrap(unit, 0, unit.length);
  }

  public void unit(byte[] utf8) {
    unit = utf8;
    changed = true;
  }

  /// The kind of the data by now.
  public MetricView.Data data() {
    open();
    return MetricView.Data.ofField(data);
  }

  /// Makes it data of another kind with the same points, which must be of a form that both kinds
  /// have: gauge and sum. A sum then needs [#temporality(int)] and [#monotonic(boolean)].
  public void data(MetricView.Data kind) {
    open();
    data = number(kind);
    if (kind == MetricView.Data.GAUGE) {
      temporality = 0;
      monotonic = 0;
    }
    changed = true;
  }

  /// An `AggregationTemporality` number: 0 unspecified or without one, 1 delta, 2 cumulative.
  public int temporality() {
    open();
    if (temporality != UNSET) {
      return temporality;
    }
    return switch (data()) {
      case SUM -> asItCame().sum().aggregationTemporality();
      case HISTOGRAM -> asItCame().histogram().aggregationTemporality();
      case EXPONENTIAL_HISTOGRAM -> asItCame().exponentialHistogram().aggregationTemporality();
      default -> 0;
    };
  }

  public void temporality(int value) {
    open();
    temporality = value;
    changed = true;
  }

  /// Whether it is a sum that never falls.
  public boolean monotonic() {
    open();
    return monotonic == UNSET ? asItCame().sum().isMonotonic() : monotonic == 1;
  }

  public void monotonic(boolean value) {
    open();
    monotonic = value ? 1 : 0;
    changed = true;
  }

  /// How many data points there are by now.
  public int points() {
    open();
    return count;
  }

  /// The number of the attributes in a data point.
  public int attributesNumber() {
    open();
    return Level.DATA_POINT.attributes(data);
  }

  /// Points a view at a data point. It is valid until the next change.
  public <V extends MessageView> V point(int index, V view) {
    int at = index * STRIDE;
    view.wrap(pointBuffer(index), points[at + START], points[at + END] - points[at + START]);
    return view;
  }

  /// Points a cursor at the fields of a data point, as it is now: later changes do not disturb it.
  public FieldCursor point(int index, FieldCursor cursor) {
    int at = index * STRIDE;
    return cursor.wrap(
        pointBuffer(index), points[at + START], points[at + END] - points[at + START]);
  }

  public void removePoint(int index) {
    int at = index * STRIDE;
    System.arraycopy(points, at + STRIDE, points, at, (count - index - 1) * STRIDE);
    count--;
    scope.count(-1);
    lostPoints = true;
    changed = true;
  }

  /// Keeps those points that the test, which is given their numbers, wants.
  public void keepPoints(java.util.function.IntPredicate test) {
    open();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (test.test(i)) {
        System.arraycopy(points, i * STRIDE, points, kept++ * STRIDE, STRIDE);
      }
    }
    if (kept < count) {
      scope.count(kept - count);
      count = kept;
      lostPoints = true;
      changed = true;
    }
  }

  /// Begins to write a point anew: copies it except some fields and returns where to write others,
  /// until [#endPoint()].
  ///
  /// @param without the fields to leave out, as bits by number
  public ProtoWriter rewritePoint(int index, long without) {
    ProtoWriter made = scope.made();
    writtenFrom = made.size();
    writing = index;
    int at = index * STRIDE;
    byte[] buffer = pointBuffer(index);
    made.fieldsExcept(buffer, points[at + START], points[at + END] - points[at + START], without);
    return made;
  }

  /// Begins a new point behind the others and returns where to write its fields, until
  /// [#endPoint()].
  public ProtoWriter addPoint() {
    open();
    writtenFrom = scope.made().size();
    writing = count;
    return scope.made();
  }

  /// Adds a point behind the others.
  public void addPoint(byte[] buffer, int offset, int length) {
    addPoint().raw(buffer, offset, length);
    endPoint();
  }

  /// Ends what [#rewritePoint] or [#addPoint()] began.
  public void endPoint() {
    if (writing == count) {
      if ((count + 1) * STRIDE > points.length) {
        points = Arrays.copyOf(points, points.length * 2);
      }
      count++;
      scope.count(1);
    }
    int at = writing * STRIDE;
    points[at + START] = writtenFrom;
    points[at + END] = scope.made().size();
    points[at + MADE] = 1;
    changed = true;
  }

  /// Changes a point as the message it is.
  public void editPoint(int index, Consumer<MessageEdit> edit) {
    int at = index * STRIDE;
    point.show(pointBuffer(index), points[at + START], points[at + END]);
    edit.accept(point);
    if (point.isChanged()) {
      int length = point.length();
      byte[] buffer = point.buffer();
      writing = index;
      writtenFrom = scope.made().size();
      scope.made().raw(buffer, point.offset(), length);
      endPoint();
    }
  }

  /// Writes the metric as a field of a scope.
  public void write(ProtoWriter out) {
    int mark = out.beginMessage(METRIC, to - from);
    writeContent(out);
    out.endMessage(mark, ProtoWriter.varintSize(to - from));
  }

  boolean isChanged() {
    return changed;
  }

  /// Whether it had points and has none any more.
  boolean isEmptied() {
    return lostPoints && count == 0;
  }

  MetricEdit show(byte[] buffer, int from, int to) {
    source = buffer;
    this.from = from;
    this.to = to;
    viewed = false;
    changed = false;
    opened = false;
    name = null;
    description = null;
    unit = null;
    temporality = UNSET;
    monotonic = UNSET;
    data = 0;
    count = 0;
    lostPoints = false;
    return this;
  }

  MetricEdit create(MetricView.Data kind) {
    show(NOTHING, 0, 0);
    dataBuffer = NOTHING;
    dataFrom = 0;
    dataTo = 0;
    data = number(kind);
    opened = true;
    changed = true;
    return this;
  }

  void writeContent(ProtoWriter out) {
    if (!changed) {
      out.raw(source, from, to - from);
      return;
    }
    long replaced = opened ? ALL_DATA : 0;
    replaced |= bitUnlessNull(NAME, name);
    replaced |= bitUnlessNull(DESCRIPTION, description);
    replaced |= bitUnlessNull(UNIT, unit);
    out.fieldsExcept(source, from, to - from, replaced);
    writeText(out, NAME, name);
    writeText(out, DESCRIPTION, description);
    writeText(out, UNIT, unit);
    if (opened && data != 0) {
      writeData(out);
    }
  }

  private void writeData(ProtoWriter out) {
    int expected = dataTo - dataFrom;
    int mark = out.beginMessage(data, expected);
    long replaced = bit(POINTS);
    replaced |= temporality == UNSET ? 0 : bit(TEMPORALITY);
    replaced |= monotonic == UNSET ? 0 : bit(MONOTONIC);
    out.fieldsExcept(dataBuffer, dataFrom, expected, replaced);
    if (temporality > 0) {
      out.uint64(TEMPORALITY, temporality);
    }
    if (monotonic > 0) {
      out.uint64(MONOTONIC, monotonic);
    }
    for (int i = 0; i < count; i++) {
      int start = points[i * STRIDE + START];
      out.bytes(POINTS, pointBuffer(i), start, points[i * STRIDE + END] - start);
    }
    out.endMessage(mark, ProtoWriter.varintSize(expected));
  }

  private byte[] pointBuffer(int index) {
    return points[index * STRIDE + MADE] == 0 ? dataBuffer : scope.made().buffer();
  }

  private void open() {
    if (opened) {
      return;
    }
    opened = true;
    MetricView metric = asItCame();
    MessageView shown =
        switch (metric.data()) {
          case NONE -> null;
          case GAUGE -> metric.gauge();
          case SUM -> metric.sum();
          case HISTOGRAM -> metric.histogram();
          case EXPONENTIAL_HISTOGRAM -> metric.exponentialHistogram();
          case SUMMARY -> metric.summary();
        };
    if (shown == null) {
      // Data newer than this class is copied as the unknown field it is.
      return;
    }
    data = number(metric.data());
    dataBuffer = shown.buffer();
    dataFrom = shown.offset();
    dataTo = dataFrom + shown.length();
    listPoints();
  }

  private void listPoints() {
    int at = dataFrom;
    while (at < dataTo) {
      int start = at;
      at = Wire.skipField(dataBuffer, start, dataTo);
      if (dataBuffer[start] == (POINTS << 3 | FieldCursor.BYTES)) {
        if ((count + 1) * STRIDE > points.length) {
          points = Arrays.copyOf(points, points.length * 2);
        }
        int entry = count++ * STRIDE;
        points[entry + START] = Wire.skipVarint(dataBuffer, start + 1, dataTo);
        points[entry + END] = at;
        points[entry + MADE] = 0;
      }
    }
  }

  private static int number(MetricView.Data kind) {
    return switch (kind) {
      case NONE -> 0;
      case GAUGE -> GAUGE;
      case SUM -> SUM;
      case HISTOGRAM -> HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> SUMMARY;
    };
  }

  private static void writeText(ProtoWriter out, int number, byte @Nullable [] utf8) {
    if (utf8 != null && utf8.length > 0) {
      out.bytes(number, utf8);
    }
  }

  private static long bitUnlessNull(int number, byte @Nullable [] value) {
    return value == null ? 0 : bit(number);
  }

  private static long bit(int number) {
    return 1L << number;
  }
}
