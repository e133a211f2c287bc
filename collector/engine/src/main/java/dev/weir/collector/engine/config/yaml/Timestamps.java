package dev.weir.collector.engine.config.yaml;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Recognises dates: `2020-1-2`, `2020-01-02 10:00:00`, `2020-01-02T10:00:00.5+01:00`.
final class Timestamps {
  private final String text;
  private int at;

  private Timestamps(String text) {
    this.text = text;
  }

  static @Nullable YamlTimestamp parse(String text) {
    if (text.length() < 8 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return new Timestamps(text).read();
    } catch (DateTimeException | NumberFormatException notOne) {
      return null;
    }
  }

  private @Nullable YamlTimestamp read() {
    int year = number(4, 4);
    expect('-');
    int month = number(1, 2);
    expect('-');
    int day = number(1, 2);
    if (at == text.length()) {
      return format(LocalDateTime.of(year, month, day, 0, 0), 0, ZoneOffset.UTC);
    }
    char separator = text.charAt(at++);
    int hour = number(1, 2);
    expect(':');
    int minute = number(1, 2);
    expect(':');
    int second = number(1, 2);
    var time = LocalDateTime.of(year, month, day, hour, minute, second);
    int nanos = fraction();
    return switch (separator) {
      case ' ' -> at == text.length() ? format(time, nanos, ZoneOffset.UTC) : null;
      case 'T', 't' -> format(time, nanos, zone());
      default -> null;
    };
  }

  private int fraction() {
    if (at == text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int start = ++at;
    while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
      at++;
    }
    String digits = (text.substring(start, at) + "000000000").substring(0, 9);
    return Integer.parseInt(digits);
  }

  private ZoneOffset zone() {
    String rest = text.substring(at);
    if (!rest.equals("Z") && rest.length() != 6) {
      throw new DateTimeException(rest);
    }
    return ZoneOffset.of(rest);
  }

  private static YamlTimestamp format(LocalDateTime time, int nanos, ZoneOffset zone) {
    String base = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    if (nanos != 0) {
      String digits = String.format("%09d", nanos);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      base += "." + digits.substring(0, end);
    }
    return new YamlTimestamp(base + zone);
  }

  private int number(int min, int max) {
    int start = at;
    while (at < text.length() && at - start < max && isDigit(text.charAt(at))) {
      at++;
    }
    if (at - start < min) {
      throw new NumberFormatException(text);
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void expect(char c) {
    if (at == text.length() || text.charAt(at++) != c) {
      throw new NumberFormatException(text);
    }
  }
}
