package dev.weir.ottl.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names of months, weekdays and halves of the day in a language. Lower and upper case are the
/// same, but for English `AM` and `am`; a dot at the end of a short name may be missing.
final class Names {
  /// A name that stands in a text.
  ///
  /// @param number of the month or weekday from 1; of the half from 0
  record Found(int number, int length) {}

  private Names() {}

  /// The longest name for a directive that stands in the text at a place, or null.
  static @Nullable Found find(char letter, String text, int at, Locale locale) {
    Found longest = null;
    for (Found name : candidates(letter, text, at, locale)) {
      if (longest == null || name.length > longest.length) {
        longest = name;
      }
    }
    return longest;
  }

  private static List<Found> candidates(char letter, String text, int at, Locale locale) {
    List<Found> found = new ArrayList<>();
    boolean english = locale.equals(Locale.ENGLISH);
    if (letter == 'p' || letter == 'P') {
      for (int half = 0; half < 2; half++) {
        String name = half(half, locale);
        String cased = letter == 'P' ? name.toLowerCase(locale) : name;
        add(half, cased, english, text, at, found);
        add(half, cased.replace(" ", ""), english, text, at, found);
      }
      return found;
    }
    boolean isMonth = "bhB".indexOf(letter) >= 0;
    TextStyle style = "BA".indexOf(letter) >= 0 ? TextStyle.FULL : TextStyle.SHORT;
    for (int number = 1; number <= (isMonth ? 12 : 7); number++) {
      for (TextStyle form : List.of(style, style.asStandalone())) {
        String name =
            isMonth
                ? Month.of(number).getDisplayName(form, locale)
                : DayOfWeek.of(number).getDisplayName(form, locale);
        add(number, name, false, text, at, found);
        if (name.endsWith(".")) {
          add(number, name.substring(0, name.length() - 1), false, text, at, found);
        }
      }
    }
    return found;
  }

  private static String half(int half, Locale locale) {
    return DateTimeFormatter.ofPattern("a", locale)
        .format(half == 0 ? LocalTime.MIN : LocalTime.NOON)
        .replaceAll("[\\u00a0\\u202f]", " ");
  }

  private static void add(
      int number, String name, boolean exactCase, String text, int at, List<Found> found) {
    if (text.regionMatches(!exactCase, at, name, 0, name.length())) {
      found.add(new Found(number, name.length()));
    }
  }
}
