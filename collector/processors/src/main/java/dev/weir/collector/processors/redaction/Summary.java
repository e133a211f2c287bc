package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was done with the attributes of one item, added to those if the user wants it. Reused for
/// item after item, by one thread.
final class Summary {
  private final Detail detail;
  private final Map<Outcome, Tally> tallies = new EnumMap<>(Outcome.class);
  private final AnyValueWriter value = new AnyValueWriter();

  /// How much is said.
  enum Detail {
    SILENT,
    /// How many.
    INFO,
    /// How many, and which.
    DEBUG;

    static Detail named(String name) {
      return switch (name) {
        case "debug" -> DEBUG;
        case "info" -> INFO;
        default -> SILENT;
      };
    }
  }

  /// What can happen to an attribute, in the order in which it is told.
  enum Outcome {
    REDACTED,
    MASKED,
    ALLOWED,
    IGNORED
  }

  private static final class Tally {
    final List<String> keys = new ArrayList<>();
    final byte[] keysAttribute;
    final byte[] countAttribute;
    final byte[] bodyKeysAttribute;
    final byte[] bodyCountAttribute;
    long count;

    Tally(Outcome outcome) {
      String name = outcome.name().toLowerCase(Locale.ROOT);
      keysAttribute = ("redaction." + name + ".keys").getBytes(UTF_8);
      countAttribute = ("redaction." + name + ".count").getBytes(UTF_8);
      bodyKeysAttribute = ("redaction.body." + name + ".keys").getBytes(UTF_8);
      bodyCountAttribute = ("redaction.body." + name + ".count").getBytes(UTF_8);
    }
  }

  Summary(Detail detail) {
    this.detail = detail;
  }

  /// Whether names have to be given to [#add].
  boolean namesKeys() {
    return detail == Detail.DEBUG;
  }

  /// Forgets the item before.
  void reset() {
    for (Tally tally : tallies.values()) {
      tally.count = 0;
      tally.keys.clear();
    }
  }

  /// @param key what it is called; of no matter unless [#namesKeys()]
  void add(Outcome outcome, String key) {
    if (detail == Detail.SILENT) {
      return;
    }
    Tally tally = tallies.computeIfAbsent(outcome, Tally::new);
    tally.count++;
    if (namesKeys()) {
      tally.keys.add(key);
    }
  }

  /// Tells it in the attributes, as about themselves or about the body.
  void tell(AttributesEdit attributes, boolean ofBody) {
    tallies.forEach((outcome, tally) -> {
      if (tally.count > 0) {
        if (namesKeys() && outcome != Outcome.IGNORED) {
          tellKeys(attributes, ofBody ? tally.bodyKeysAttribute : tally.keysAttribute, tally.keys);
        }
        tellCount(
            attributes, ofBody ? tally.bodyCountAttribute : tally.countAttribute, tally.count);
      }
    });
  }

  private void tellKeys(AttributesEdit attributes, byte[] key, List<String> names) {
    AnyValueView before = attributes.find(key);
    if (before != null && !before.string().isEmpty()) {
      Collections.addAll(names, before.stringValue().split(",", -1));
    }
    Collections.sort(names);
    attributes.upsert(key, value.string(String.join(",", names)));
  }

  private void tellCount(AttributesEdit attributes, byte[] key, long count) {
    AnyValueView before = attributes.find(key);
    attributes.upsert(key, value.int64(count + (before == null ? 0 : before.intValue())));
  }
}
