package dev.weir.ottl.context;

import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk over one request, which lets a visitor change and drop items of any level, and what
/// encloses them.
///
/// The output is a list of ranges of the input with what was made in between. Bytes from `copied`
/// on are not yet in it. The header of an enclosing message is reserved when the first change
/// inside comes (it is "open" then), and filled when the walk leaves it. If the visitor changed the
/// enclosing message itself (the resource of the spans it was shown), the message is put together
/// anew when the walk leaves it: first what was changed of it, then its children, of which the
/// changed ones were noted.
///
/// | level | message                       | children                                |
/// |------:|-------------------------------|-----------------------------------------|
/// |     0 | `ResourceSpans` and its like  | 2, the scopes                           |
/// |     1 | `ScopeSpans` and its like     | 2, the items                            |
/// |     2 | `Span`; `Metric`              | 11, events; 5, 7, 9, 10, 11, the data   |
/// |     3 | data of a metric              | 1, data points                          |
public final class Walk {
  /// What a walk left.
  ///
  /// @param bytes the request, the very same if nothing changed; empty if nothing is left
  /// @param dropped spans, data points, log records or samples that were dropped
  public record Result(ByteRange bytes, int dropped) {}

  private static final int SCOPES = 2;
  private static final int ITEMS = 2;
  private static final int EVENTS = 11;
  private static final int CLOSED = -1;

  /// How often metrics may be added for metrics that were added.
  private static final int MAX_GENERATIONS = 8;

  private final Signal signal;
  private final ByteRange request;
  private final byte[] in;
  private final Frame frame;
  private final Visitor visitor;
  private final Pieces pieces;
  private final ContextName itemContext;
  private final @Nullable ContextName innerContext;
  private final Level[] levels = {new Level(), new Level(), new Level(), new Level()};
  private int copied;
  private int dropped;

  private Walk(Signal signal, ByteRange request, Frame frame, Visitor visitor) {
    this.signal = signal;
    this.request = request;
    in = request.buffer();
    this.frame = frame;
    this.visitor = visitor;
    pieces = new Pieces(in);
    itemContext =
        switch (signal) {
          case TRACES -> ContextName.SPAN;
          case METRICS -> ContextName.METRIC;
          case LOGS -> ContextName.LOG;
          case PROFILES -> ContextName.PROFILE;
        };
    innerContext =
        switch (signal) {
          case TRACES -> ContextName.SPANEVENT;
          case METRICS -> ContextName.DATAPOINT;
          case LOGS, PROFILES -> null;
        };
  }

  /// Walks over a request in order.
  ///
  /// @param request the bytes of a request that passed the scan
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the request is damaged
  public static Result over(Signal signal, ByteRange request, Frame frame, Visitor visitor) {
    return new Walk(signal, request, frame, visitor).run();
  }

  /// How many spans, data points, log records or samples a request holds.
  public static int count(Signal signal, ByteRange request) {
    Walk walk = new Walk(signal, request, Frame.NONE, new Nobody());
    int end = request.offset() + request.length();
    int at = request.offset();
    int count = 0;
    while (at < end) {
      int start = at;
      at = Wire.skipField(walk.in, start, end);
      if (walk.in[start] == (1 << 3 | FieldCursor.BYTES)) {
        count += walk.count(0, Wire.skipVarint(walk.in, start + 1, at), at);
      }
    }
    return count;
  }

  private static final class Nobody implements Visitor {
    @Override
    public boolean visits(ContextName context) {
      return false;
    }

    @Override
    public boolean visit(ContextName context, Frame frame) {
      return true;
    }
  }

  private Result run() {
    copied = request.offset();
    int end = copied + request.length();
    int at = copied;
    while (at < end) {
      int start = at;
      at = Wire.skipField(in, start, end);
      if (in[start] == (1 << 3 | FieldCursor.BYTES)) {
        resource(start, at);
      }
    }
    if (pieces.count() == 0 && copied == request.offset()) {
      return new Result(request, 0);
    }
    pieces.add(copied, end);
    return new Result(pieces.join(), dropped);
  }

  private void resource(int start, int end) {
    Level level = enter(0, start, end);
    frame.items[0].standOn(Shape.RESOURCE, in, level.value, end);
    frame.envelopes[0].stand(Shape.ENVELOPE, in, level.value, end);
    frame.stand(0);
    if (visitor.visits(ContextName.RESOURCE) && !visitor.visit(ContextName.RESOURCE, frame)) {
      drop(0, start, end, count(0, level.value, end));
      return;
    }
    if (goesBelow(0) && visitor.enters(ContextName.RESOURCE, frame)) {
      int at = level.value;
      while (at < end) {
        int child = at;
        at = Wire.skipField(in, child, end);
        if (in[child] == (SCOPES << 3 | FieldCursor.BYTES)) {
          level.children++;
          scope(child, at);
        }
      }
      if (isEmptied(level)) {
        dropEmptied(0, start, end);
        return;
      }
    }
    if (frame.items[0].isChanged() || frame.envelopes[0].isChanged()) {
      rebuildEnvelope(0, end);
    }
    leave(0, end);
  }

  private void scope(int start, int end) {
    Level level = enter(1, start, end);
    frame.items[1].standOn(Shape.SCOPE, in, level.value, end);
    frame.envelopes[1].stand(Shape.ENVELOPE, in, level.value, end);
    frame.stand(1);
    if (visitor.visits(ContextName.SCOPE) && !visitor.visit(ContextName.SCOPE, frame)) {
      drop(1, start, end, count(1, level.value, end));
      return;
    }
    if (goesBelow(1) && visitor.enters(ContextName.SCOPE, frame)) {
      int at = level.value;
      while (at < end) {
        int child = at;
        at = Wire.skipField(in, child, end);
        if (in[child] == (ITEMS << 3 | FieldCursor.BYTES)) {
          level.children++;
          item(child, at);
        }
      }
      addMetrics(end);
      if (isEmptied(level)) {
        dropEmptied(1, start, end);
        return;
      }
    }
    if (frame.items[1].isChanged() || frame.envelopes[1].isChanged()) {
      rebuildEnvelope(1, end);
    }
    leave(1, end);
  }

  private void item(int start, int end) {
    if (goesBelow(2)) {
      parent(start, end);
      return;
    }
    int value = Wire.skipVarint(in, start + 1, end);
    frame.items[2].stand(shape(), in, value, end);
    frame.stand(2);
    leaf(2, itemContext, start, end);
  }

  /// A span whose events, or a metric whose data points are visited.
  private void parent(int start, int end) {
    Level level = enter(2, start, end);
    Item item = frame.items[2];
    item.standAround(shape(), in, level.value, end);
    frame.stand(2);
    if (visitor.visits(itemContext) && !visitor.visit(itemContext, frame)) {
      drop(2, start, end, count(2, level.value, end));
      return;
    }
    if (visitor.enters(itemContext, frame)) {
      levels[3].reset();
      if (signal == Signal.METRICS) {
        data(level.value, end);
      } else {
        events(level.value, end);
      }
      if (signal == Signal.METRICS && isEmptied(level)) {
        dropEmptied(2, start, end);
        return;
      }
    }
    if (item.isChanged()) {
      rebuildParent(end);
    }
    leave(2, end);
  }

  private void events(int from, int end) {
    int at = from;
    int index = 0;
    while (at < end) {
      int child = at;
      at = Wire.skipField(in, child, end);
      if (in[child] == (EVENTS << 3 | FieldCursor.BYTES)) {
        int value = Wire.skipVarint(in, child + 1, at);
        frame.items[3].stand(Shape.SPAN_EVENT, in, value, at);
        frame.eventIndex(index++);
        frame.stand(3);
        leaf(3, ContextName.SPANEVENT, child, at);
      }
    }
  }

  private void data(int from, int end) {
    int at = from;
    while (at < end) {
      int child = at;
      at = Wire.skipField(in, child, end);
      int number = in[child] >>> 3;
      MetricView.Data data = MetricView.Data.ofField(number);
      if (in[child] > 0 && (in[child] & 7) == FieldCursor.BYTES && data != MetricView.Data.NONE) {
        levels[2].children++;
        points(child, at, Shape.ofPoint(data));
      }
    }
  }

  private void points(int start, int end, Shape shape) {
    Level level = levels[3];
    level.open(start, Wire.skipVarint(in, start + 1, end));
    int at = level.value;
    while (at < end) {
      int child = at;
      at = Wire.skipField(in, child, end);
      if (in[child] == (1 << 3 | FieldCursor.BYTES)) {
        level.children++;
        int value = Wire.skipVarint(in, child + 1, at);
        frame.items[3].stand(shape, in, value, at);
        frame.stand(3);
        leaf(4, ContextName.DATAPOINT, child, at);
      }
    }
    if (isEmptied(level)) {
      dropEmptied(3, start, end);
    } else {
      leave(3, end);
    }
  }

  /// Visits an item of which nothing inside is visited. Its parent is the level above `depth`.
  private void leaf(int depth, ContextName context, int start, int end) {
    Item item = frame.items[Math.min(depth, 3)];
    if (!visitor.visit(context, frame)) {
      drop(depth, start, end, depth == 3 ? 0 : count(depth, item.from(), end));
      return;
    }
    if (item.isChanged()) {
      open(depth - 1);
      pieces.add(copied, start);
      int piece = pieces.count();
      make(in[start] >>> 3, item.edit());
      copied = end;
      levels[depth - 1].note(start, piece, pieces.count());
    }
  }

  private void make(int number, MessageEdit edit) {
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.bytes(number, edit.buffer(), edit.offset(), edit.length());
    pieces.addMade(from);
  }

  /// Visits the metrics that were added to the scope, and writes them behind the others.
  private void addMetrics(int end) {
    List<ByteRange> added = frame.addedMetrics();
    Level level = levels[1];
    for (int generation = 0; !added.isEmpty(); generation++) {
      List<ByteRange> metrics = new ArrayList<>(added);
      added.clear();
      frame.acceptsMetrics(generation < MAX_GENERATIONS);
      open(1);
      pieces.add(copied, end);
      copied = end;
      for (ByteRange metric : metrics) {
        int piece = pieces.count();
        Item item = frame.items[2];
        item.stand(
            Shape.METRIC, metric.buffer(), metric.offset(), metric.offset() + metric.length());
        frame.stand(2);
        if (visitor.visit(ContextName.METRIC, frame)) {
          level.children++;
          make(ITEMS, item.edit());
          level.note(Level.ADDED, piece, pieces.count());
        }
      }
    }
    frame.acceptsMetrics(true);
  }

  private Level enter(int number, int start, int end) {
    Level level = levels[number];
    level.reset();
    level.open(start, Wire.skipVarint(in, start + 1, end));
    return level;
  }

  /// Fills the header of a message in which something changed.
  private void leave(int number, int end) {
    Level level = levels[number];
    if (level.header == CLOSED) {
      return;
    }
    pieces.add(copied, end);
    copied = end;
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.raw(in, level.start, 1);
    made.varint(pieces.length() - level.lengthBefore);
    pieces.fill(level.header, from);
    if (number > 0) {
      levels[number - 1].note(level.start, level.header, pieces.count());
    }
  }

  /// Sees to it that the headers of the messages down to a level are reserved.
  private void open(int number) {
    for (int i = 0; i <= number; i++) {
      Level level = levels[i];
      if (level.header == CLOSED) {
        pieces.add(copied, level.start);
        level.header = pieces.reserve();
        level.lengthBefore = pieces.length();
        copied = level.value;
      }
    }
  }

  private void drop(int depth, int start, int end, int items) {
    dropped += items;
    if (depth == 0) {
      pieces.add(copied, start);
    } else {
      Level parent = levels[depth - 1];
      open(depth - 1);
      pieces.add(copied, start);
      parent.dropped++;
      parent.note(start, pieces.count(), pieces.count());
    }
    copied = end;
  }

  /// Drops a message whose children were all dropped.
  private void dropEmptied(int number, int start, int end) {
    Level level = levels[number];
    if (level.header != CLOSED) {
      pieces.truncate(level.header);
      copied = start;
    }
    drop(number, start, end, 0);
  }

  private boolean isEmptied(Level level) {
    return visitor.drops() && level.children == level.dropped;
  }

  /// Writes a resource or scope that was changed, its schema URL, and behind it what else is there.
  private void rebuildEnvelope(int number, int end) {
    open(number);
    Level level = levels[number];
    pieces.add(copied, end);
    copied = end;
    int base = level.header + 1;
    int[] before = pieces.copy(0, pieces.count());
    pieces.truncate(base);
    Item item = frame.items[number];
    boolean itemChanged = item.isChanged();
    if (itemChanged && (item.edit().length() > 0 || item.isPresent())) {
      make(1, item.edit());
    }
    Item envelope = frame.envelopes[number];
    boolean urlChanged = envelope.isChanged();
    FieldCursor fields = new FieldCursor().wrap(in, level.value, end - level.value);
    while (fields.next()) {
      boolean isItem = fields.number() == 1 && itemChanged;
      boolean isUrl = fields.number() == 3 && urlChanged;
      if (!isItem && !isUrl) {
        addAgain(level, fields.startOffset(), fields.endOffset(), before);
      }
    }
    level.addAdded(pieces, before);
    if (urlChanged) {
      var url = envelope.read(3).readBytes(3);
      ProtoWriter made = pieces.made();
      int from = made.size();
      made.bytes(3, url.buffer(), url.offset(), url.length());
      pieces.addMade(from);
    }
  }

  /// Writes a span or metric that was changed while its events or data points were visited.
  private void rebuildParent(int end) {
    open(2);
    Level level = levels[2];
    pieces.add(copied, end);
    copied = end;
    int[] before = pieces.copy(0, pieces.count());
    pieces.truncate(level.header + 1);
    MessageEdit edit = frame.items[2].edit();
    if (signal == Signal.METRICS) {
      FieldCursor fields = new FieldCursor().wrap(edit.buffer(), edit.offset(), edit.length());
      while (fields.next()) {
        if (Shell.isData(fields)) {
          rebuildData(fields, edit.buffer(), level, end, before);
        } else {
          copyMade(edit.buffer(), fields.startOffset(), fields.endOffset() - fields.startOffset());
        }
      }
    } else {
      copyMade(edit.buffer(), edit.offset(), edit.length());
      FieldCursor fields = new FieldCursor().wrap(in, level.value, end - level.value);
      while (fields.next()) {
        if (fields.number() == EVENTS) {
          addAgain(level, fields.startOffset(), fields.endOffset(), before);
        }
      }
    }
  }

  /// Writes the data of a metric with what was changed around the data points.
  private void rebuildData(FieldCursor shell, byte[] buffer, Level level, int end, int[] before) {
    int header = pieces.reserve();
    int lengthBefore = pieces.length();
    copyMade(buffer, shell.valueOffset(), shell.valueLength());
    FieldCursor metric = new FieldCursor().wrap(in, level.value, end - level.value);
    FieldCursor points = new FieldCursor();
    while (metric.next()) {
      if (metric.number() == shell.number() && metric.wireType() == FieldCursor.BYTES) {
        points.wrap(in, metric.valueOffset(), metric.valueLength());
        while (points.next()) {
          if (points.number() == 1 && points.wireType() == FieldCursor.BYTES) {
            addAgain(levels[3], points.startOffset(), points.endOffset(), before);
          }
        }
      }
    }
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.tag(shell.number(), FieldCursor.BYTES);
    made.varint(pieces.length() - lengthBefore);
    pieces.fill(header, from);
  }

  private void copyMade(byte[] buffer, int offset, int length) {
    ProtoWriter made = pieces.made();
    int from = made.size();
    made.raw(buffer, offset, length);
    pieces.addMade(from);
  }

  private void addAgain(Level level, int start, int end, int[] before) {
    if (!level.addNoted(start, pieces, before)) {
      pieces.add(start, end);
    }
  }

  private Shape shape() {
    return switch (signal) {
      case TRACES -> Shape.SPAN;
      case METRICS -> Shape.METRIC;
      case LOGS -> Shape.LOG;
      case PROFILES -> Shape.PROFILE;
    };
  }

  /// Whether anything inside of items of this depth is visited.
  private boolean goesBelow(int depth) {
    boolean inner = innerContext != null && visitor.visits(innerContext);
    boolean item = inner || visitor.visits(itemContext);
    return depth == 0 ? item || visitor.visits(ContextName.SCOPE) : depth == 1 ? item : inner;
  }

  /// How many spans, data points, log records or samples are in a message.
  private int count(int depth, int from, int end) {
    boolean isItem = depth == 2 && (signal == Signal.TRACES || signal == Signal.LOGS);
    if (isItem || depth == 4) {
      return 1;
    }
    int count = 0;
    int at = from;
    while (at < end) {
      int start = at;
      at = Wire.skipField(in, start, end);
      int tag = in[start];
      if (tag < 0 || (tag & 7) != FieldCursor.BYTES || !leads(depth, tag >>> 3)) {
        continue;
      }
      int value = Wire.skipVarint(in, start + 1, at);
      boolean isSample = signal == Signal.PROFILES && depth == 2;
      count += isSample ? 1 : count(depth + 1, value, at);
    }
    return count;
  }

  private boolean leads(int depth, int number) {
    if (depth < 2) {
      return number == 2;
    }
    if (signal == Signal.PROFILES) {
      return number == 2;
    }
    return depth == 3 ? number == 1 : MetricView.Data.ofField(number) != MetricView.Data.NONE;
  }

  /// A message that the walk is inside of.
  private static final class Level {
    /// The start of what was not in the input.
    static final int ADDED = -1;

    private static final int WIDTH = 3;

    int start;
    int value;
    int header = CLOSED;
    int lengthBefore;
    int children;
    int dropped;

    /// Start, first piece and end piece of each child that is not as it was.
    private int[] notes = new int[16 * WIDTH];

    private int noted;
    private int next;

    void reset() {
      noted = 0;
      next = 0;
    }

    void open(int start, int value) {
      this.start = start;
      this.value = value;
      header = CLOSED;
      children = 0;
      dropped = 0;
    }

    void note(int child, int from, int to) {
      if ((noted + 1) * WIDTH > notes.length) {
        notes = Arrays.copyOf(notes, notes.length * 2);
      }
      notes[noted * WIDTH] = child;
      notes[noted * WIDTH + 1] = from;
      notes[noted * WIDTH + 2] = to;
      noted++;
    }

    /// Adds the pieces of a child that was noted; false if it was not. Children come in order.
    boolean addNoted(int child, Pieces pieces, int[] before) {
      if (next == noted || notes[next * WIDTH] != child) {
        return false;
      }
      pieces.addAll(before, notes[next * WIDTH + 1], notes[next * WIDTH + 2]);
      next++;
      return true;
    }

    void addAdded(Pieces pieces, int[] before) {
      while (addNoted(ADDED, pieces, before)) {
        // adds them all
      }
    }
  }
}
