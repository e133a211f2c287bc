package dev.weir.ottl.context;

import dev.weir.otlp.Signal;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.otlp.wire.Wire;
import dev.weir.ottl.context.Visitor.Inside;
import java.util.ArrayList;
import java.util.List;

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

  /// How often metrics may be added for metrics that were added.
  private static final int MAX_GENERATIONS = 8;

  private final Signal signal;
  private final ByteRange request;
  private final byte[] in;
  private final Frame frame;
  private final Visitor visitor;
  private final Pieces pieces;
  private final ItemCount count;
  private final Rebuilding rebuilding;
  private final ContextName itemContext;
  private final Shape itemShape;
  private final boolean visitsResources;
  private final boolean visitsOwnScopes;
  private final boolean visitsOwnItems;

  /// Whether span events or data points are visited.
  private final boolean visitsInner;

  /// Whether items or what is inside of them are visited.
  private final boolean visitsItems;

  /// Whether scopes or what is inside of them are visited.
  private final boolean visitsScopes;

  private final Level[] levels = {new Level(), new Level(), new Level(), new Level()};
  private int copied;
  private int dropped;

  private Walk(Signal signal, ByteRange request, Frame frame, Visitor visitor) {
    this.signal = signal;
    this.request = request;
    in = request.buffer();
    this.frame = frame;
    this.visitor = visitor;
    pieces = frame.pieces.over(in);
    count = new ItemCount(signal, in);
    rebuilding = new Rebuilding(in, pieces);
    itemContext =
        switch (signal) {
          case TRACES -> ContextName.SPAN;
          case METRICS -> ContextName.METRIC;
          case LOGS -> ContextName.LOG;
          case PROFILES -> ContextName.PROFILE;
        };
    itemShape =
        switch (signal) {
          case TRACES -> Shape.SPAN;
          case METRICS -> Shape.METRIC;
          case LOGS -> Shape.LOG;
          case PROFILES -> Shape.PROFILE;
        };
    visitsInner =
        switch (signal) {
          case TRACES -> visitor.visits(ContextName.SPANEVENT);
          case METRICS -> visitor.visits(ContextName.DATAPOINT);
          case LOGS, PROFILES -> false;
        };
    visitsResources = visitor.visits(ContextName.RESOURCE);
    visitsOwnScopes = visitor.visits(ContextName.SCOPE);
    visitsOwnItems = visitor.visits(itemContext);
    visitsItems = visitsOwnItems || visitsInner;
    visitsScopes = visitsOwnScopes || visitsItems;
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
    return new ItemCount(signal, request.buffer())
        .ofRequest(request.offset(), request.offset() + request.length());
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
    if (visitsResources && !visitor.visit(ContextName.RESOURCE, frame)) {
      drop(0, start, end, count.of(0, level.value, end));
      return;
    }
    Inside inside = visitsScopes ? visitor.inside(ContextName.RESOURCE, frame) : Inside.KEPT;
    if (inside == Inside.DROPPED) {
      drop(0, start, end, count.of(0, level.value, end));
      return;
    }
    if (inside == Inside.VISITED) {
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
      rebuild(0, end);
      rebuilding.envelope(level, frame.items[0], frame.envelopes[0], end);
    }
    leave(0, end);
  }

  private void scope(int start, int end) {
    Level level = enter(1, start, end);
    frame.items[1].standOn(Shape.SCOPE, in, level.value, end);
    frame.envelopes[1].stand(Shape.ENVELOPE, in, level.value, end);
    frame.stand(1);
    if (visitsOwnScopes && !visitor.visit(ContextName.SCOPE, frame)) {
      drop(1, start, end, count.of(1, level.value, end));
      return;
    }
    Inside inside = visitsItems ? visitor.inside(ContextName.SCOPE, frame) : Inside.KEPT;
    if (inside == Inside.DROPPED) {
      drop(1, start, end, count.of(1, level.value, end));
      return;
    }
    if (inside == Inside.VISITED) {
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
      rebuild(1, end);
      rebuilding.envelope(level, frame.items[1], frame.envelopes[1], end);
    }
    leave(1, end);
  }

  private void item(int start, int end) {
    if (visitsInner) {
      parent(start, end);
      return;
    }
    int value = Wire.skipVarint(in, start + 1, end);
    frame.items[2].standOnLeaf(itemShape, in, value, end);
    frame.stand(2);
    leaf(2, itemContext, start, end);
  }

  /// A span whose events, or a metric whose data points are visited.
  private void parent(int start, int end) {
    Level level = enter(2, start, end);
    Item item = frame.items[2];
    item.standAround(itemShape, in, level.value, end);
    frame.stand(2);
    if (visitsOwnItems && !visitor.visit(itemContext, frame)) {
      drop(2, start, end, count.of(2, level.value, end));
      return;
    }
    Inside inside = visitor.inside(itemContext, frame);
    if (inside == Inside.DROPPED) {
      drop(2, start, end, count.of(2, level.value, end));
      return;
    }
    if (inside == Inside.VISITED) {
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
      rebuild(2, end);
      if (signal == Signal.METRICS) {
        rebuilding.metric(level, levels[3], item, end);
      } else {
        rebuilding.span(level, item, end);
      }
    }
    leave(2, end);
  }

  private void events(int from, int end) {
    int at = from;
    int index = 0;
    while (at < end) {
      int child = at;
      at = Wire.skipField(in, child, end);
      if (in[child] == (Rebuilding.EVENTS << 3 | FieldCursor.BYTES)) {
        int value = Wire.skipVarint(in, child + 1, at);
        frame.items[3].standOnLeaf(Shape.SPAN_EVENT, in, value, at);
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
        frame.items[3].standOnLeaf(shape, in, value, at);
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
      drop(depth, start, end, depth == 3 ? 0 : count.of(depth, item.from(), end));
      return;
    }
    if (item.isChanged()) {
      open(depth - 1);
      pieces.add(copied, start);
      int piece = pieces.count();
      item.write(in[start] >>> 3, pieces);
      copied = end;
      levels[depth - 1].note(start, piece, pieces.count());
    }
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
          pieces.make(ITEMS, item.edit());
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
    if (level.header == Level.CLOSED) {
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
      if (level.header == Level.CLOSED) {
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
    if (level.header != Level.CLOSED) {
      pieces.truncate(level.header);
      copied = start;
    }
    drop(number, start, end, 0);
  }

  private boolean isEmptied(Level level) {
    return visitor.drops() && level.children == level.dropped;
  }

  /// Begins to put a message together anew whose children all lie in pieces.
  private void rebuild(int number, int end) {
    open(number);
    pieces.add(copied, end);
    copied = end;
  }
}
