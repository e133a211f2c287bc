package dev.weir.collector.exporters.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Renames a full file to `name-2026-01-31T13-00-00.000-size.ext`, as the Collector does, and
/// deletes renamed files that are too old or too many; also those of older Collectors, whose names
/// lack `-size`.
class Rotation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);
  private static final String REASON = "-size";

  private final Path path;
  private final RotationConfig config;
  private final ZoneId zone;
  private final String prefix;
  private final String extension;

  /// A renamed file.
  private record Backup(Path path, Instant time) {}

  Rotation(Path path, RotationConfig config) {
    this.path = path.toAbsolutePath();
    this.config = config;
    this.zone = config.localTime() ? ZoneId.systemDefault() : ZoneOffset.UTC;
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    this.prefix = (dot < 0 ? name : name.substring(0, dot)) + "-";
    this.extension = dot < 0 ? "" : name.substring(dot);
  }

  long maxBytes() {
    return config.maxBytes();
  }

  /// Gives the full file its new name.
  void rename() throws IOException {
    Instant time = Instant.now();
    Path backup = backup(time);
    while (Files.exists(backup)) {
      time = time.plusMillis(1);
      backup = backup(time);
    }
    Files.move(path, backup);
  }

  private Path backup(Instant time) {
    return path.resolveSibling(prefix + TIME.format(time.atZone(zone)) + REASON + extension);
  }

  /// Deletes renamed files that are too old or too many. Those that cannot be deleted are left to
  /// the next time.
  void deleteOld() {
    List<Backup> backups = backups();
    backups.sort(Comparator.comparing(Backup::time).reversed());
    Instant oldest = Instant.now().minus(Duration.ofDays(config.maxDays()));
    for (int i = 0; i < backups.size(); i++) {
      boolean tooMany = config.maxBackups() > 0 && i >= config.maxBackups();
      boolean tooOld = config.maxDays() > 0 && backups.get(i).time().isBefore(oldest);
      if (tooMany || tooOld) {
        var _ = backups.get(i).path().toFile().delete();
      }
    }
  }

  private List<Backup> backups() {
    List<Backup> backups = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(path.resolveSibling("."))) {
      siblings.forEach(sibling -> addIfBackup(sibling, backups));
    } catch (IOException e) {
      return List.of();
    }
    return backups;
  }

  private void addIfBackup(Path sibling, List<Backup> backups) {
    String name = String.valueOf(sibling.getFileName());
    if (!name.startsWith(prefix)
        || !name.endsWith(extension)
        || name.length() < prefix.length() + extension.length()) {
      return;
    }
    String time = name.substring(prefix.length(), name.length() - extension.length());
    String withoutReason =
        time.endsWith(REASON) ? time.substring(0, time.length() - REASON.length()) : time;
    try {
      Instant written = LocalDateTime.parse(withoutReason, TIME).atZone(zone).toInstant();
      backups.add(new Backup(sibling, written));
    } catch (DateTimeParseException e) {
      // A file of somebody else.
    }
  }
}
