package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The beginning of some input, made fit for an error message.
final class Excerpt {
  private static final int MAX_BYTES = 48;

  private Excerpt() {}

  /// The text from `from` to `to`; what cannot be printed is replaced, and a long text is cut.
  static String of(byte[] buffer, int from, int to) {
    boolean cut = to - from > MAX_BYTES;
    String text = new String(buffer, from, cut ? MAX_BYTES : to - from, UTF_8);
    return text.replaceAll("\\p{C}", "\uFFFD") + (cut ? "..." : "");
  }
}
