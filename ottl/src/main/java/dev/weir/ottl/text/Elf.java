package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Blocks of lines in the Extended Log Format of the W3C.
public final class Elf {
  private final DecodedMap block = new DecodedMap();
  private final List<@Nullable Object> entries = new ArrayList<>();
  private List<String> fields = List.of();

  private Elf() {}

  /// The block as a map.
  ///
  /// @throws IllegalArgumentException if it is no such block
  public static DecodedMap parse(String text) {
    return new Elf().read(text);
  }

  private DecodedMap read(String text) {
    for (String line : text.lines().toList()) {
      if (line.startsWith("#")) {
        directive(line);
      } else if (!line.isBlank()) {
        entry(line);
      }
    }
    if (block.get("elf.version") == null) {
      throw new IllegalArgumentException("no extended log (expected: a line #Version)");
    }
    block.put("elf.fields", new ArrayList<@Nullable Object>(fields));
    block.put("elf.entries", entries);
    return block;
  }

  private void directive(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String value = line.substring(colon + 1).strip();
    String name = line.substring(1, colon).strip().toLowerCase(Locale.ROOT);
    switch (name) {
      case "fields" -> fields = words(value);
      case "version", "software", "date", "remark" -> block.put("elf." + name, value);
      case "start-date" -> block.put("elf.start_date", value);
      case "end-date" -> block.put("elf.end_date", value);
      default -> {
        // others may say what they like
      }
    }
  }

  private void entry(String line) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("data before a line #Fields (expected: behind it)");
    }
    List<String> values = words(line);
    DecodedMap entry = new DecodedMap();
    for (int i = 0; i < fields.size(); i++) {
      entry.put(fields.get(i), i < values.size() ? values.get(i) : "-");
    }
    entries.add(entry);
  }

  /// What spaces and tabs separate; in double quotes they do not.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == ' ' || line.charAt(at) == '\t') {
        at++;
        continue;
      }
      int end = line.charAt(at) == '"' ? endOfQuoted(line, at) : endOfWord(line, at);
      String word = line.substring(at, end);
      boolean isQuoted = word.startsWith("\"");
      words.add(isQuoted ? word.substring(1, word.length() - 1).replace("\"\"", "\"") : word);
      at = end;
    }
    return words;
  }

  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    return end;
  }

  private static int endOfQuoted(String line, int from) {
    int close = line.indexOf('"', from + 1);
    while (close >= 0 && line.startsWith("\"\"", close)) {
      close = line.indexOf('"', close + 2);
    }
    if (close < 0) {
      throw new IllegalArgumentException("quoted value without an end (expected: a closing quote)");
    }
    return close + 1;
  }
}
