package dev.weir.collector.engine.config.bind;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what was probably meant.
public final class Suggestion {

  private Suggestion() {}

  /// The candidate nearest to a text, or null when none is near.
  public static @Nullable String nearest(String text, Collection<String> candidates) {
    String plain = plain(text);
    String best = null;
    int least = Math.max(1, Math.min(3, plain.length() / 3)) + 1;
    for (String candidate : candidates) {
      int distance = distance(plain, plain(candidate), least);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /// `did you mean "x"?`, or null when nothing is near.
  public static @Nullable String sentence(String text, Collection<String> candidates) {
    String nearest = nearest(text, candidates);
    return nearest == null ? null : "did you mean \"" + nearest + "\"?";
  }

  private static String plain(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && i < 100; i++) {
      char c = text.charAt(i);
      if (c != '_' && c != '-' && c != ' ') {
        out.append(c);
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /// How many letters to insert, leave out, exchange, or swap with the next; at most `limit`.
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchange = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + exchange, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return Math.min(limit, row[b.length()]);
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
