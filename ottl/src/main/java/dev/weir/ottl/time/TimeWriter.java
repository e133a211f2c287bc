package dev.weir.ottl.time;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/// Writes the parts of times.
final class TimeWriter {
  private static final Locale LOCALE = Locale.ENGLISH;
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", LOCALE);

  private TimeWriter() {}

  static void write(Directive directive, ZonedDateTime time, StringBuilder out) {
    int hour = (time.getHour() + 11) % 12 + 1;
    switch (directive.letter()) {
      case '\0' -> out.append(directive.text());
      case 'Y', '4' -> padded(time.getYear(), 4, '0', out);
      case 'y' -> padded(time.getYear() % 100, 2, '0', out);
      case 'm' -> padded(time.getMonthValue(), 2, '0', out);
      case 'o' -> padded(time.getMonthValue(), 2, ' ', out);
      case 'q' -> out.append(time.getMonthValue());
      case 'b', 'h' -> out.append(time.getMonth().getDisplayName(TextStyle.SHORT, LOCALE));
      case 'B' -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, LOCALE));
      case 'd' -> padded(time.getDayOfMonth(), 2, '0', out);
      case 'e' -> padded(time.getDayOfMonth(), 2, ' ', out);
      case 'g' -> out.append(time.getDayOfMonth());
      case 'a' -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, LOCALE));
      case 'A' -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, LOCALE));
      case 'H' -> padded(time.getHour(), 2, '0', out);
      case 'I' -> padded(hour, 2, '0', out);
      case 'l' -> out.append(hour);
      case 'p' -> out.append(time.getHour() < 12 ? "AM" : "PM");
      case 'P' -> out.append(time.getHour() < 12 ? "am" : "pm");
      case 'M' -> padded(time.getMinute(), 2, '0', out);
      case 'S' -> padded(time.getSecond(), 2, '0', out);
      case 'L' -> padded(time.getNano() / 1_000_000, 3, '0', out);
      case 'f' -> padded(time.getNano() / 1_000, 6, '0', out);
      case 's' -> padded(time.getNano(), 9, '0', out);
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case '%' -> out.append('%');
      default -> zone(directive.letter(), time, out);
    }
  }

  private static void zone(char letter, ZonedDateTime time, StringBuilder out) {
    ZoneOffset offset = time.getOffset();
    switch (letter) {
      case 'Z' -> out.append(name(time));
      case 'z' -> out.append(offset(offset, "", 2));
      case 'i' -> out.append(offset(offset, "", 1));
      case 'j' -> out.append(offset(offset, ":", 2));
      case 'k' -> out.append(offset(offset, ":", 3));
      case 'w' -> out.append(offset(offset, "", 3));
      default -> throw new IllegalArgumentException("directive %" + letter);
    }
  }

  private static String name(ZonedDateTime time) {
    if (time.getZone() instanceof ZoneOffset offset) {
      return offset.getTotalSeconds() == 0 ? "UTC" : offset(offset, "", 2);
    }
    String name = ZONE.format(time);
    return name.equals("Z") ? "UTC" : name;
  }

  private static String offset(ZoneOffset offset, String separator, int parts) {
    int seconds = Math.abs(offset.getTotalSeconds());
    StringBuilder out = new StringBuilder(offset.getTotalSeconds() < 0 ? "-" : "+");
    padded(seconds / 3600, 2, '0', out);
    if (parts > 1) {
      padded(seconds / 60 % 60, 2, '0', out.append(separator));
    }
    if (parts > 2) {
      padded(seconds % 60, 2, '0', out.append(separator));
    }
    return out.toString();
  }

  private static void padded(int number, int width, char pad, StringBuilder out) {
    String digits = Integer.toString(number);
    out.repeat(pad, Math.max(0, width - digits.length())).append(digits);
  }
}
