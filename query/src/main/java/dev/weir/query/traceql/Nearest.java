package dev.weir.query.traceql;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what may be meant by a misspelt name.
final class Nearest {
  private static final int MAX_LENGTH = 60;

  private Nearest() {}

  /// The candidate that differs least, or null if all differ much. The ends of candidates that end
  /// in a dot are free.
  static @Nullable String of(String name, List<String> candidates) {
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int dot = name.indexOf('.');
      boolean isScope = candidate.endsWith(".");
      if (isScope != dot >= 0) {
        continue;
      }
      String given = isScope ? name.substring(0, dot + 1) : name;
      int distance = distance(fold(given), fold(candidate));
      if (distance <= Math.max(1, given.length() / 3) && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /// Insertions, deletions and replacements that make one text of the other.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
