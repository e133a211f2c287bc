package dev.weir.collector.processors.redaction;

/// Replaces by `*` the parts of a path that name a single thing: `/users/42/orders` becomes
/// `/users/*/orders`. Query and fragment go.
///
/// A part stays if it consists of words, of letters, spaces, `-`, `_` and `.`; its second character
/// may be a digit, as in `v1`.
final class UrlSanitizer {
  private static final int MAX_SEPARATORS = 10;

  private UrlSanitizer() {}

  static String sanitize(String path) {
    int end = end(path);
    StringBuilder out = new StringBuilder(end);
    int separators = 0;
    int from = 0;
    for (int at = 0; at <= end; at++) {
      if (at < end && path.charAt(at) != '/') {
        continue;
      }
      appendSegment(path, from, at, out);
      if (at == end || ++separators == MAX_SEPARATORS) {
        break;
      }
      out.append('/');
      from = at + 1;
    }
    return out.toString();
  }

  /// Whether nothing but replaced parts is left.
  static boolean isAllReplaced(String sanitized) {
    boolean any = false;
    for (String segment : sanitized.split("/", -1)) {
      any |= segment.equals("*");
      if (!segment.isEmpty() && !segment.equals("*")) {
        return false;
      }
    }
    return any;
  }

  private static void appendSegment(String path, int from, int to, StringBuilder out) {
    if (from == to) {
      return;
    }
    if (isName(path, from, to) && Words.areIn(path.subSequence(from, to))) {
      out.append(path, from, to);
    } else {
      out.append('*');
    }
  }

  private static boolean isName(String path, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      boolean valid =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '_'
              || c == '.'
              || c == ' ';
      if (!valid && i != from + 1) {
        return false;
      }
    }
    return true;
  }

  private static int end(String path) {
    int end = 0;
    while (end < path.length() && "?&#".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
