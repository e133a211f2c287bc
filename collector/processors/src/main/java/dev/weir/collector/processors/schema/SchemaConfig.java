package dev.weir.collector.processors.schema;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.http.HttpClientConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user writes under `schema:`.
///
/// @param conventions which attributes to rename whatever the schema; none when absent
/// @param targets the schemas to translate to
/// @param migration for which targets old names stay beside the new ones
/// @param prefetch taken; all schemas are at hand
/// @param http the settings of an HTTP client; taken, but nothing is fetched
/// @param cacheCooldown taken; nothing is fetched
/// @param cacheRetryLimit taken; nothing is fetched
/// @param storage taken; nothing is fetched
public record SchemaConfig(
    @OffWhenEmpty @Nullable Conventions conventions,
    List<String> targets,
    List<Migration> migration,
    List<String> prefetch,
    @Inline HttpClientConfig http,
    Duration cacheCooldown,
    int cacheRetryLimit,
    @Nullable ComponentId storage)
    implements ComponentConfig {

  /// Which names attributes are to have.
  public enum Direction {
    STABLE,
    OLD
  }

  /// What the names are about.
  public enum Family {
    HTTP,
    DATABASE,
    MESSAGING,
    RPC
  }

  /// Which attributes to rename.
  ///
  /// @param to which names they are to have
  /// @param families of which conventions
  /// @param keep whether the names that they had stay, too
  public record Conventions(Direction to, List<Family> families, boolean keep)
      implements ComponentConfig {

    public static Conventions defaults() {
      return new Conventions(Direction.STABLE, List.of(Family.values()), false);
    }

    @Override
    public void validate(Problems problems) {
      if (families.isEmpty()) {
        problems.add("families", families, "of http, database, messaging, rpc");
      }
    }
  }

  /// That the old names stay, of what was renamed between two schemas.
  ///
  /// @param target one of the targets
  /// @param from the other end
  public record Migration(String target, String from) implements ComponentConfig {
    public static Migration defaults() {
      return new Migration("", "");
    }
  }

  public static SchemaConfig defaults() {
    return new SchemaConfig(
        null,
        List.of(),
        List.of(),
        List.of(),
        HttpClientConfig.defaults("", Duration.ZERO),
        Duration.ofMinutes(5),
        5,
        null);
  }

  @Override
  public void validate(Problems problems) {
    if (targets.isEmpty() && conventions == null) {
      problems.add("targets", "requires schema targets, or conventions");
    }
    Set<String> families = new HashSet<>();
    for (String target : targets) {
      if (!families.add(Versions.family(target))) {
        problems.add("targets", "duplicate targets detected: one for each family of schemas");
      }
      validateUrl(problems, "targets", target);
    }
    prefetch.forEach(schema -> validateUrl(problems, "prefetch", schema));
    Set<String> migrated = new HashSet<>();
    for (int i = 0; i < migration.size(); i++) {
      Migration entry = migration.get(i);
      if (!targets.contains(entry.target())) {
        problems.add("migration::" + i + "::target", entry.target(), "one of targets");
      } else if (!migrated.add(entry.target())) {
        problems.add("migration::" + i + "::target", entry.target(), "each target once");
      }
      validateUrl(problems, "migration::" + i + "::from", entry.from());
    }
    if (cacheCooldown.isNegative()) {
      problems.add("cache_cooldown", cacheCooldown, "0 or more");
    }
    if (cacheRetryLimit < 0) {
      problems.add("cache_retry_limit", cacheRetryLimit, "0 or more");
    }
    if (storage != null) {
      problems.warn("storage", "has no effect: schemas come with the collector");
    }
  }

  private static void validateUrl(Problems problems, String setting, String url) {
    if (url.contains("://") && !Versions.family(url).equals(Versions.FAMILY)) {
      problems.warn(
          setting, url + " has no effect: only schemas of " + Versions.FAMILY + " are known");
    } else if (!Versions.isKnown(url)) {
      problems.add(setting, url, Versions.FAMILY + " and a version up to " + Versions.latest());
    }
  }
}
