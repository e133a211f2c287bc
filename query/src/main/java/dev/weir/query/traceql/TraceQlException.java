package dev.weir.query.traceql;

import org.jspecify.annotations.Nullable;

/// A query that says nothing sensible, with the place of the fault.
public final class TraceQlException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MAX_LINE = 120;

  private final String query;
  private final int offset;
  private final int length;
  private final @Nullable String suggestion;

  TraceQlException(
      String query, int offset, int length, String message, @Nullable String suggestion) {
    super(message, null, false, false);
    this.query = query;
    this.offset = Math.min(offset, query.length());
    this.length = Math.max(1, length);
    this.suggestion = suggestion;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public String query() {
    return query;
  }

  /// Where in the query, in UTF-16 units; its length is the end.
  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /// The nearest known name, or null if none is near.
  public @Nullable String suggestion() {
    return suggestion;
  }

  /// The line of the query, and under it carets at the fault.
  public String caret() {
    int begin = query.lastIndexOf('\n', offset - 1) + 1;
    int end = query.indexOf('\n', offset);
    String line = query.substring(begin, end < 0 ? query.length() : end);
    int column = offset - begin;
    int cut = Math.max(0, column - MAX_LINE / 2);
    String shown = line.substring(cut, Math.min(line.length(), cut + MAX_LINE)).replace('\t', ' ');
    int carets = Math.max(1, Math.min(length, shown.length() - (column - cut)));
    return shown + "\n" + " ".repeat(column - cut) + "^".repeat(carets);
  }
}
