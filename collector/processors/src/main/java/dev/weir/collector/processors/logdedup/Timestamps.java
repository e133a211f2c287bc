package dev.weir.collector.processors.logdedup;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Times in nanoseconds since 1970, and as texts.
final class Timestamps {
  private static final long NANOS = 1_000_000_000;

  private Timestamps() {}

  /// By name; `Local` is the system's zone.
  ///
  /// @throws java.time.DateTimeException when there is no such zone
  static ZoneId zone(String name) {
    return switch (name) {
      case "" -> ZoneOffset.UTC;
      case "Local" -> ZoneId.systemDefault();
      default -> ZoneId.of(name);
    };
  }

  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  /// Such as `2026-03-01T12:00:00+01:00`.
  static String text(long nanos, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochSecond(nanos / NANOS).truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }
}
