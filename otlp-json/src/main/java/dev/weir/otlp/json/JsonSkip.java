package dev.weir.otlp.json;

/// Steps over JSON values that nobody wants, and checks their grammar, without recursion.
final class JsonSkip {
  private static final int MAX_DEPTH = 1024;

  private final JsonScanner in;

  /// One bit for each list or object that is open: set for an object.
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE];

  private int depth;

  private JsonSkip(JsonScanner in) {
    this.in = in;
  }

  /// Steps over the value that is next.
  static void value(JsonScanner in) {
    int next = in.peek();
    if (next == '{' || next == '[') {
      new JsonSkip(in).nested();
    } else {
      scalar(in, next);
    }
  }

  private void nested() {
    do {
      int next = in.peek();
      if (next == '{' || next == '[') {
        open(next == '{');
      } else {
        scalar(in, next);
        closeFinished();
      }
    } while (depth > 0);
  }

  private void open(boolean object) {
    if (depth == MAX_DEPTH) {
      throw in.error("nesting deeper than " + MAX_DEPTH + " levels", in.position());
    }
    in.advance();
    long bit = 1L << depth;
    int word = depth / Long.SIZE;
    objects[word] = object ? (objects[word] | bit) : (objects[word] & ~bit);
    depth++;
    if (in.peek() == (object ? '}' : ']')) {
      in.advance();
      depth--;
      closeFinished();
    } else {
      name(object);
    }
  }

  /// After a value: goes on to the next one, out of the lists and objects that end here.
  private void closeFinished() {
    while (depth > 0) {
      boolean object = (objects[(depth - 1) / Long.SIZE] & (1L << (depth - 1))) != 0;
      if (in.more(object ? '}' : ']')) {
        name(object);
        return;
      }
      depth--;
    }
  }

  private void name(boolean object) {
    if (object) {
      in.string("a field name");
      in.expect(':', "a colon");
    }
  }

  private static void scalar(JsonScanner in, int next) {
    switch (next) {
      case '"' -> in.string("a string");
      case 't' -> in.literal("true");
      case 'f' -> in.literal("false");
      case 'n' -> in.literal("null");
      default -> in.number("a value");
    }
  }
}
