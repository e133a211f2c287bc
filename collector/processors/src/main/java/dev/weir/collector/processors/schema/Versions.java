package dev.weir.collector.processors.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What OpenTelemetry's semantic conventions renamed, by version.
final class Versions {
  static final String FAMILY = "https://opentelemetry.io/schemas/";

  /// Versions without a change are not in the table.
  private static final int LATEST = number(1, 44, 0);

  private static final Pattern URL =
      Pattern.compile(Pattern.quote(FAMILY) + "([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

  private static final class Table {
    static final List<Change> CHANGES = load();
  }

  /// What has the name.
  enum Kind {
    /// Any attribute.
    ALL,
    RESOURCE,
    SPAN,
    /// A metric.
    METRIC,
    /// An attribute of data points.
    POINT
  }

  /// A name that was changed.
  ///
  /// @param version in which that happened, as a number
  /// @param metrics whose points are meant; all when empty
  record Change(int version, Kind kind, String from, String to, Set<String> metrics) {
    Change reversed() {
      return new Change(version, kind, to, from, metrics);
    }
  }

  private Versions() {}

  /// A schema's URL without its version.
  static String family(String url) {
    return url.substring(0, url.lastIndexOf('/') + 1);
  }

  /// The version in a URL as a number, or -1 if it is no schema of this family, or too new.
  static int of(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      return -1;
    }
    int version =
        number(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    return version > LATEST ? -1 : version;
  }

  static boolean isKnown(String url) {
    return of(url) >= 0;
  }

  static String latest() {
    return LATEST / 1_000_000 + "." + LATEST / 1000 % 1000 + "." + LATEST % 1000;
  }

  /// What changes on the way from one version to another, in order; reversed on the way back.
  static List<Change> between(int from, int to) {
    List<Change> changes = new ArrayList<>();
    int low = Math.min(from, to);
    int high = Math.max(from, to);
    for (Change change : Table.CHANGES) {
      if (change.version() > low && change.version() <= high) {
        changes.add(change);
      }
    }
    return from <= to ? changes : changes.reversed().stream().map(Change::reversed).toList();
  }

  private static int number(int major, int minor, int patch) {
    return (major * 1000 + minor) * 1000 + patch;
  }

  private static List<Change> load() {
    List<Change> changes = new ArrayList<>();
    int version = 0;
    for (String line : lines("versions.txt")) {
      String[] words = line.split(" ", -1);
      if (words.length == 1) {
        version = of(FAMILY + line);
        continue;
      }
      changes.add(
          new Change(
              version,
              Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
              words[1],
              words[2],
              words.length > 3 ? Set.of(words[3].split(",", -1)) : Set.of()));
    }
    return List.copyOf(changes);
  }

  /// The lines of a file beside this class, without comments.
  static List<String> lines(String file) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Versions.class.getResourceAsStream(file)), UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
