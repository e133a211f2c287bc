package dev.weir.ottl.compile;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The known name that somebody who wrote another one probably meant.
final class Nearest {
  private Nearest() {}

  /// `; did you mean "x"?`, or nothing if no name is near.
  static String hint(String written, Collection<String> known) {
    String nearest = find(written, known);
    return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
  }

  private static @Nullable String find(String written, Collection<String> known) {
    String nearest = null;
    int least = Math.max(2, written.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(written, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /// How many letters have to be changed, added or removed, case aside.
  private static int distance(String written, String name) {
    if (Math.abs(written.length() - name.length()) > 20 || written.length() > 100) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[name.length() + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = i;
    }
    for (int i = 1; i <= written.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(written.charAt(i - 1))
                == Character.toLowerCase(name.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[name.length()];
  }
}
