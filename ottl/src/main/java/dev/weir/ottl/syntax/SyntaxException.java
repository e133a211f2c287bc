package dev.weir.ottl.syntax;

/// Text that is no statement, condition or value: what was found at which place, and what was
/// expected.
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  public SyntaxException(int at, String message) {
    super(message, null, false, false);
    this.at = at;
  }

  /// Where in the text it is.
  public int at() {
    return at;
  }

  /// The message with the text around the place and a caret below it.
  public static String show(String text, int at, String message) {
    int place = Math.min(at, text.length());
    int from = Math.max(0, place - 70);
    int to = Math.min(text.length(), place + 50);
    String before = (from > 0 ? "..." : "") + oneLine(text.substring(from, place));
    String after = oneLine(text.substring(place, to)) + (to < text.length() ? "..." : "");
    return message + "\n    " + before + after + "\n    " + " ".repeat(before.length()) + "^";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ");
  }
}
