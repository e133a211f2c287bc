package dev.weir.ottl.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads one text as a format says.
final class TimeReader {
  /// Dates further ahead than this, read without a year, are of last year.
  private static final int DAYS_AHEAD = 7;

  private final String format;
  private final String text;
  private final Locale locale;
  private int at;

  private int year = -1;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int halfDay = -1;
  private @Nullable ZoneId offset;
  private @Nullable String zoneName;

  TimeReader(String format, String text, Locale locale) {
    this.format = format;
    this.text = text;
    this.locale = locale;
  }

  ZonedDateTime read(List<Directive> directives, ZoneId otherwise) {
    for (int i = 0; i < directives.size(); i++) {
      Directive directive = directives.get(i);
      boolean fraction = i + 1 < directives.size() && isFraction(directives.get(i + 1));
      if (directive.letter() == 0) {
        literal(fraction ? withoutPoint(directive.text()) : directive.text());
      } else if (isFraction(directive)) {
        fraction();
      } else {
        read(directive.letter());
        if (directive.letter() == 'S' && !followedByFraction(directives, i)) {
          fraction();
        }
      }
    }
    if (at < text.length()) {
      throw refused("nothing behind it");
    }
    try {
      return time(zone(otherwise));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time \"" + text + "\": " + e.getMessage(), e);
    }
  }

  /// An offset says more than a name.
  private ZoneId zone(ZoneId otherwise) {
    if (offset != null) {
      return offset;
    }
    return zoneName == null ? otherwise : ZoneReader.named(zoneName, otherwise);
  }

  private ZonedDateTime time(ZoneId in) {
    if (halfDay >= 0) {
      if (hour > 12) {
        throw refused("an hour up to 12");
      }
      hour = hour % 12 + halfDay * 12;
    }
    if (year >= 0) {
      return ZonedDateTime.of(LocalDateTime.of(year, month, day, hour, minute, second, nano), in);
    }
    ZonedDateTime now = ZonedDateTime.now(in);
    LocalDateTime first = LocalDateTime.of(2000, month, day, hour, minute, second, nano);
    ZonedDateTime time = first.withYear(now.getYear()).atZone(in);
    return time.isAfter(now.plusDays(DAYS_AHEAD)) ? time.minusYears(1) : time;
  }

  private void read(char letter) {
    switch (letter) {
      case 'Y' -> year = digits(4, 4);
      case 'y' -> year = fullYear(digits(2, 2));
      case '4' -> {
        int start = spaces(true);
        int digits = digits(2, 4);
        year = at - start == 2 ? fullYear(digits) : digits;
      }
      case 'm', 'o', 'q' -> month = digits(1, 2);
      case 'd', 'e', 'g' -> day = digits(1, 2);
      case 'H', 'I', 'l' -> hour = digits(1, 2);
      case 'M' -> minute = digits(1, 2);
      case 'S' -> second = digits(1, 2);
      case 'n' -> literal("\n");
      case 't' -> literal("\t");
      case '%' -> literal("%");
      case 'z', 'i', 'j', 'k', 'w' -> {
        ZoneReader reader = new ZoneReader(text, spaces(letter == 'z'));
        offset = reader.offset(letter);
        at = reader.at();
      }
      case 'Z' -> {
        ZoneReader reader = new ZoneReader(text, at);
        zoneName = reader.name();
        at = reader.at();
      }
      default -> name(letter);
    }
  }

  private static int fullYear(int digits) {
    return digits + (digits < 69 ? 2000 : 1900);
  }

  private void name(char letter) {
    Names.Found found = Names.find(letter, text, at, locale);
    if (found == null) {
      throw refused("%" + letter);
    }
    at += found.length();
    switch (letter) {
      case 'b', 'h', 'B' -> month = found.number();
      case 'p', 'P' -> halfDay = found.number();
      default -> {}
    }
  }

  private int digits(int min, int max) {
    at = spaces(true);
    int start = at;
    while (at < text.length() && at - start < max && isDigit(text.charAt(at))) {
      at++;
    }
    if (at - start < min) {
      at = start;
      throw refused(max == 4 ? "four digits" : "a number");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private void fraction() {
    if (at + 1 >= text.length()
        || ".,".indexOf(text.charAt(at)) < 0
        || !isDigit(text.charAt(at + 1))) {
      return;
    }
    at++;
    int scale = 100_000_000;
    while (at < text.length() && isDigit(text.charAt(at))) {
      nano += (text.charAt(at++) - '0') * scale;
      scale /= 10;
    }
  }

  /// A run of spaces stands for one or more, and for none at the end.
  private void literal(String expected) {
    for (int i = 0; i < expected.length(); i++) {
      char next = expected.charAt(i);
      if (next == ' ') {
        int end = spaces(true);
        if (end == at && at < text.length() && (i == 0 || expected.charAt(i - 1) != ' ')) {
          throw refused("a space");
        }
        at = end;
      } else if (at < text.length() && text.charAt(at) == next) {
        at++;
      } else {
        throw refused("\"" + expected.substring(i) + "\"");
      }
    }
  }

  private int spaces(boolean skip) {
    int end = at;
    while (skip && end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private IllegalArgumentException refused(String expected) {
    String rest = text.substring(Math.min(at, text.length()));
    return new IllegalArgumentException(
        "time \"%s\" does not fit \"%s\": \"%s\" (expected: %s)"
            .formatted(text, format, rest, expected));
  }

  private static boolean followedByFraction(List<Directive> directives, int i) {
    return i + 2 < directives.size()
        && isFraction(directives.get(i + 2))
        && directives.get(i + 1).text().length() == 1;
  }

  private static String withoutPoint(String literal) {
    return literal.substring(0, literal.length() - 1);
  }

  private static boolean isFraction(Directive directive) {
    return "Lfs".indexOf(directive.letter()) >= 0;
  }

  private static boolean isDigit(char next) {
    return next >= '0' && next <= '9';
  }
}
