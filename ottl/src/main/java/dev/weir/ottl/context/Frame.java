package dev.weir.ottl.context;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program runs in: it stands on one item after the other, with what encloses it, and has
/// room for what a run remembers. Belongs to one thread; programs belong to all.
///
/// | depth | item                           |
/// |------:|--------------------------------|
/// |     0 | resource                       |
/// |     1 | scope                          |
/// |     2 | span, metric, log, profile     |
/// |     3 | span event, data point         |
public final class Frame {
  /// Stands on nothing. For literals, whose value needs no item.
  public static final Frame NONE = new Frame(0, 0, 0);

  static final int DEPTHS = 4;

  private final Cell[] cells;
  private final @Nullable Object[] locals;
  private final long[] memoVersions;
  private final boolean[] memoValues;

  final Item[] items = {new Item(), new Item(), new Item(), new Item()};

  /// `ResourceSpans` and `ScopeSpans`, of which the schema URL can be read and changed.
  final Item[] envelopes = {new Item(), new Item()};

  /// What the walk puts its output together in.
  final Pieces pieces = new Pieces();

  private Client client = Client.NONE;
  private DecodedMap cache = new DecodedMap();
  private final List<ByteRange> addedMetrics = new ArrayList<>();
  private boolean acceptsMetrics = true;
  private int eventIndex;

  /// The innermost item that the walk stands on.
  private int depth;

  /// @param cells how many cells programs that run here have
  /// @param locals how many parameters of lambdas
  /// @param memos how many conditions that are remembered
  public Frame(int cells, int locals, int memos) {
    this.cells = new Cell[cells];
    for (int i = 0; i < cells; i++) {
      this.cells[i] = new Cell();
    }
    this.locals = new @Nullable Object[locals];
    memoVersions = new long[memos];
    memoValues = new boolean[memos];
  }

  /// Forgets the request that it stood on, and what programs remembered.
  public void clear() {
    for (Item item : items) {
      item.clear();
    }
    for (Item envelope : envelopes) {
      envelope.clear();
    }
    for (Cell cell : cells) {
      cell.clear();
    }
    pieces.clear();
    Arrays.fill(locals, null);
    client = Client.NONE;
    cache = new DecodedMap();
    addedMetrics.clear();
    acceptsMetrics = true;
  }

  /// Says who sent the request.
  public Frame client(Client client) {
    this.client = client;
    return this;
  }

  public Client client() {
    return client;
  }

  /// The cell that a place in the program asked for with
  /// [dev.weir.ottl.function.Arguments#newCell].
  public Cell cell(int number) {
    return cells[number];
  }

  /// The argument of a lambda's parameter.
  public @Nullable Object local(int number) {
    return locals[number];
  }

  public void local(int number, @Nullable Object value) {
    locals[number] = value;
  }

  /// The map that a program may use as it likes while it runs on one item.
  public DecodedMap cache() {
    return cache;
  }

  public void cache(DecodedMap cache) {
    this.cache = cache;
  }

  /// Which event of its span this is, from 0.
  public int eventIndex() {
    return eventIndex;
  }

  /// Whether the program runs on an item of this context.
  public boolean standsOn(ContextName context) {
    return context.depth() == depth;
  }

  /// The item of a context as a message that may be changed in any way, for editors that no path
  /// serves.
  ///
  /// @throws EvaluationException if the item is only what encloses the one the program runs on
  public MessageEdit edit(ContextName context) {
    if (context.depth() != depth) {
      throw new EvaluationException(
          context.text() + " (expected: the item that the statement runs on)");
    }
    return items[context.depth()].editAll();
  }

  /// The item of a context as bytes, as it is by now; valid until it changes.
  public ByteRange bytes(ContextName context) {
    Item item = items[context.depth()];
    if (!item.isChanged()) {
      return new ByteRange(item.buffer(), item.from(), item.to() - item.from());
    }
    MessageEdit edit = item.edit();
    return new ByteRange(edit.buffer(), edit.offset(), edit.length());
  }

  /// Adds a metric behind those of the scope. Statements see it as well.
  ///
  /// @throws EvaluationException if metrics were added for added metrics too often, as by a
  ///   statement that copies every metric, copies too
  public void addMetric(ByteRange metric) {
    if (!acceptsMetrics) {
      throw new EvaluationException(
          "metric added for a metric that was added, and so on (expected: a condition that ends"
              + " it)");
    }
    addedMetrics.add(metric);
  }

  void acceptsMetrics(boolean acceptsMetrics) {
    this.acceptsMetrics = acceptsMetrics;
  }

  /// Whether a condition was tested for this version of what it looks at: 1 if it was true, 0 if it
  /// was false, -1 if it has to be tested.
  public int memo(int number, int depth) {
    if (memoVersions[number] != version(depth)) {
      return -1;
    }
    return memoValues[number] ? 1 : 0;
  }

  public boolean remember(int number, int depth, boolean value) {
    memoVersions[number] = version(depth);
    memoValues[number] = value;
    return value;
  }

  Item item(int depth) {
    return items[depth];
  }

  int depth() {
    return depth;
  }

  void stand(int depth) {
    this.depth = depth;
  }

  void eventIndex(int eventIndex) {
    this.eventIndex = eventIndex;
  }

  List<ByteRange> addedMetrics() {
    return addedMetrics;
  }

  /// The versions of an item and of what encloses it only ever rise, and so does their sum.
  private long version(int depth) {
    long version = 1;
    for (int i = 0; i <= depth; i++) {
      version += items[i].version() + (i < envelopes.length ? envelopes[i].version() : 0);
    }
    return version;
  }
}
