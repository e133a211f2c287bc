package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The patterns that grok knows by name.
public final class GrokPatterns {
  private static final class Standard {
    static final GrokPatterns INSTANCE = new GrokPatterns(read());
  }

  private final Map<String, String> byName;

  private GrokPatterns(Map<String, String> byName) {
    this.byName = byName;
  }

  /// The patterns of the file `grok-patterns`, read when they are first asked for.
  public static GrokPatterns standard() {
    return Standard.INSTANCE;
  }

  /// These and more.
  ///
  /// @param definitions such as `NAME=expression`
  /// @throws IllegalArgumentException if a definition is not of that form
  public GrokPatterns and(List<String> definitions) {
    Map<String, String> more = new HashMap<>(byName);
    for (String definition : definitions) {
      int equals = definition.indexOf('=');
      if (equals < 1 || definition.lastIndexOf(':', equals) >= 0) {
        throw new IllegalArgumentException(
            "pattern definition \"" + definition + "\" (expected: NAME=expression)");
      }
      more.put(definition.substring(0, equals), definition.substring(equals + 1));
    }
    return new GrokPatterns(more);
  }

  /// @throws IllegalArgumentException if there is none of this name
  String get(String name) {
    String pattern = byName.get(name);
    if (pattern == null) {
      throw new IllegalArgumentException("grok pattern %{" + name + "} is not known");
    }
    return pattern;
  }

  private static Map<String, String> read() {
    Map<String, String> patterns = new HashMap<>();
    try (InputStream in = GrokPatterns.class.getResourceAsStream("grok-patterns")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      for (String line : text.split("\n", -1)) {
        int space = line.indexOf(' ');
        if (space > 0 && !line.startsWith("#")) {
          patterns.put(line.substring(0, space), line.substring(space + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patterns;
  }
}
