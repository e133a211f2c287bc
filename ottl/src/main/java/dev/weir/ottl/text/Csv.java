package dev.weir.ottl.text;

import java.util.ArrayList;
import java.util.List;

/// One row of comma separated values. Line ends around the row do not count; those inside belong to
/// their field.
public final class Csv {
  private final String row;
  private final char delimiter;
  private final boolean lazyQuotes;
  private int at;

  private Csv(String row, char delimiter, boolean lazyQuotes) {
    this.row = row;
    this.delimiter = delimiter;
    this.lazyQuotes = lazyQuotes;
  }

  /// The fields of a row.
  ///
  /// @param lazyQuotes true if quotes may stand in a field that does not begin with one, and single
  ///   ones in a quoted field
  /// @throws IllegalArgumentException that says what is wrong with the row
  public static List<String> fields(String row, char delimiter, boolean lazyQuotes) {
    String trimmed = trim(row);
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("CSV row is empty");
    }
    return new Csv(trimmed, delimiter, lazyQuotes).fields();
  }

  /// The parts between delimiters, whatever they are.
  public static List<String> split(String row, char delimiter) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int end;
    while ((end = row.indexOf(delimiter, start)) >= 0) {
      parts.add(row.substring(start, end));
      start = end + 1;
    }
    parts.add(row.substring(start));
    return parts;
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(row.startsWith("\"", at) ? quoted() : plain());
      if (at == row.length()) {
        return fields;
      }
      at++;
    }
  }

  private String plain() {
    int start = at;
    while (at < row.length() && row.charAt(at) != delimiter) {
      if (row.charAt(at) == '"' && !lazyQuotes) {
        throw new IllegalArgumentException(
            "CSV row has a quote inside a field, at character " + (at + 1));
      }
      at++;
    }
    return row.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < row.length()) {
      char next = row.charAt(at++);
      if (next != '"') {
        field.append(next);
      } else if (row.startsWith("\"", at)) {
        field.append('"');
        at++;
      } else if (at == row.length() || row.charAt(at) == delimiter) {
        return field.toString();
      } else if (row.charAt(at) == '\n') {
        return field.append(plain()).toString();
      } else if (lazyQuotes) {
        field.append('"');
      } else {
        throw new IllegalArgumentException(
            "CSV row has text behind a closing quote, at character " + (at + 1));
      }
    }
    if (!lazyQuotes) {
      throw new IllegalArgumentException("CSV row ends inside quotes");
    }
    return field.toString();
  }

  private static String trim(String row) {
    int start = 0;
    int end = row.length();
    while (start < end && isLineEnd(row.charAt(start))) {
      start++;
    }
    while (end > start && isLineEnd(row.charAt(end - 1))) {
      end--;
    }
    return row.substring(start, end);
  }

  private static boolean isLineEnd(char next) {
    return next == '\n' || next == '\r';
  }
}
