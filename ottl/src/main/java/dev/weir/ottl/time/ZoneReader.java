package dev.weir.ottl.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads offsets and names of zones.
final class ZoneReader {
  private static final Pattern ANY = Pattern.compile("Z|([+-]\\d\\d)(?::?(\\d\\d))?");
  private static final Pattern HOURS = Pattern.compile("([+-]\\d\\d)");
  private static final Pattern MINUTES = Pattern.compile("([+-]\\d\\d):(\\d\\d)");
  private static final Pattern COLONS = Pattern.compile("([+-]\\d\\d):(\\d\\d):(\\d\\d)");
  private static final Pattern SECONDS = Pattern.compile("([+-]\\d\\d)(\\d\\d)(\\d\\d)");

  /// `GMT+3`, `+03`, names of three to five capitals.
  private static final Pattern NAME = Pattern.compile("(GMT)?([+-]\\d{1,2})|ChST|MeST|[A-Z]{3,5}");

  /// Zones whose names are no longer those of places.
  private static final Map<String, ZoneId> NAMES =
      Map.of(
          "UTC", ZoneOffset.UTC,
          "EST", ZoneOffset.ofHours(-5),
          "MST", ZoneOffset.ofHours(-7),
          "HST", ZoneOffset.ofHours(-10));

  private final String text;
  private int at;

  ZoneReader(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /// Where the zone ends.
  int at() {
    return at;
  }

  /// Reads the offset of a directive.
  ZoneId offset(char letter) {
    return switch (letter) {
      case 'i' -> offset(match(HOURS, "an offset such as +02"));
      case 'j' -> offset(match(MINUTES, "an offset such as +02:00"));
      case 'k' -> offset(match(COLONS, "an offset such as +02:00:00"));
      case 'w' -> offset(match(SECONDS, "an offset such as +020000"));
      default -> offset(match(ANY, "an offset such as +0200 or Z"));
    };
  }

  /// Reads the name of a zone.
  String name() {
    return match(NAME, "a zone such as UTC or EST").group();
  }

  private Matcher match(Pattern pattern, String expected) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException(
          "time \"" + text + "\": \"" + text.substring(at) + "\" (expected: " + expected + ")");
    }
    at = matcher.end();
    return matcher;
  }

  /// The offset that a name stands for: in the zone that holds otherwise, if it is a name there.
  ///
  /// @throws IllegalArgumentException if it is no name of a zone
  static ZoneId named(String name, ZoneId otherwise) {
    Matcher hours = NAME.matcher(name);
    if (hours.matches() && hours.group(2) != null) {
      return ZoneOffset.ofHours(Integer.parseInt(hours.group(2)));
    }
    TimeZone zone = TimeZone.getTimeZone(otherwise);
    for (boolean daylight : new boolean[] {false, true}) {
      if (zone.getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH).equals(name)) {
        int millis = zone.getRawOffset() + (daylight ? zone.getDSTSavings() : 0);
        return ZoneOffset.ofTotalSeconds(millis / 1000);
      }
    }
    ZoneId known = NAMES.get(name);
    try {
      return known == null ? ZoneId.of(name).getRules().getStandardOffset(Instant.EPOCH) : known;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone " + name + " has no known offset (expected: such as UTC, EST, CET)", e);
    }
  }

  private static ZoneOffset offset(Matcher matcher) {
    int hours = part(matcher, 1);
    int sign = matcher.group().startsWith("-") ? -1 : 1;
    return ZoneOffset.ofTotalSeconds(
        hours * 3600 + sign * (part(matcher, 2) * 60 + part(matcher, 3)));
  }

  private static int part(Matcher matcher, int group) {
    String digits = group <= matcher.groupCount() ? matcher.group(group) : null;
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
