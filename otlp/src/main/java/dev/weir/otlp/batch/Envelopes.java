package dev.weir.otlp.batch;

/// The envelopes of a request, numbered in the order in which they begin; the request is 0. What
/// lies in an envelope has the numbers from the next to below [#next].
///
/// What an envelope holds beside the messages of the next level (the resource, the schema URL,
/// unknown fields) lies in the gaps between them.
final class Envelopes {
  private static final int PARENT = 0;
  private static final int LEVEL = 1;
  private static final int START = 2;
  private static final int CONTENT = 3;
  private static final int END = 4;
  private static final int FIRST_ITEM = 5;
  private static final int END_ITEM = 6;
  private static final int NEXT = 7;
  private static final int FIRST_GAP = 8;
  private static final int END_GAP = 9;
  private static final int OWN_SIZE = 10;
  private static final int COPYABLE = 11;
  private static final int WIDTH = 12;

  private final Ints rows = new Ints();
  private final Ints gaps = new Ints();

  int size() {
    return rows.size() / WIDTH;
  }

  int parent(int envelope) {
    return rows.at(envelope * WIDTH + PARENT);
  }

  int level(int envelope) {
    return rows.at(envelope * WIDTH + LEVEL);
  }

  /// Where the field that holds the envelope starts, its tag included.
  int start(int envelope) {
    return rows.at(envelope * WIDTH + START);
  }

  /// Where its content starts.
  int content(int envelope) {
    return rows.at(envelope * WIDTH + CONTENT);
  }

  int end(int envelope) {
    return rows.at(envelope * WIDTH + END);
  }

  /// Its items have the numbers from `firstItem` to below `endItem`.
  int firstItem(int envelope) {
    return rows.at(envelope * WIDTH + FIRST_ITEM);
  }

  int endItem(int envelope) {
    return rows.at(envelope * WIDTH + END_ITEM);
  }

  /// The envelope that begins after this one has ended.
  int next(int envelope) {
    return rows.at(envelope * WIDTH + NEXT);
  }

  /// Its gaps have the numbers from `firstGap` to below `endGap`.
  int firstGap(int envelope) {
    return rows.at(envelope * WIDTH + FIRST_GAP);
  }

  int endGap(int envelope) {
    return rows.at(envelope * WIDTH + END_GAP);
  }

  /// Bytes that it adds to what it holds: tag, length and gaps.
  int ownSize(int envelope) {
    return rows.at(envelope * WIDTH + OWN_SIZE);
  }

  /// True if nothing in it lacks items, so that copying it whole copies no empty envelope.
  boolean isCopyable(int envelope) {
    return rows.at(envelope * WIDTH + COPYABLE) == 1;
  }

  int gapStart(int gap) {
    return gaps.at(gap * 2);
  }

  int gapEnd(int gap) {
    return gaps.at(gap * 2 + 1);
  }

  /// Begins an envelope, and returns its number.
  int begin(int parent, int level, int start, int content, int end, int firstItem) {
    int envelope = size();
    rows.add(parent);
    rows.add(level);
    rows.add(start);
    rows.add(content);
    rows.add(end);
    rows.add(firstItem);
    for (int column = END_ITEM; column < WIDTH; column++) {
      rows.add(0);
    }
    return envelope;
  }

  /// Ends an envelope that holds everything that began since.
  void end(int envelope, int endItem) {
    put(envelope, END_ITEM, endItem);
    put(envelope, NEXT, size());
    put(envelope, OWN_SIZE, content(envelope) - start(envelope));
    put(envelope, FIRST_GAP, gaps.size() / 2);
    put(envelope, END_GAP, gaps.size() / 2);
  }

  /// Adds a gap to the envelope that ended last.
  void gap(int envelope, int start, int end) {
    if (start < end) {
      gaps.add(start);
      gaps.add(end);
      put(envelope, END_GAP, gaps.size() / 2);
      put(envelope, OWN_SIZE, ownSize(envelope) + end - start);
    }
  }

  void copyable(int envelope, boolean copyable) {
    put(envelope, COPYABLE, copyable ? 1 : 0);
  }

  private void put(int envelope, int column, int value) {
    rows.put(envelope * WIDTH + column, value);
  }
}
