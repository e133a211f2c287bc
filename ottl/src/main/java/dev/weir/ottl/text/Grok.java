package dev.weir.ottl.text;

import com.google.re2j.Matcher;
import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A grok pattern: a regular expression in which `%{NAME:field:type}` stands for a known one.
public final class Grok {
  /// More references than this are taken for patterns that refer to themselves.
  private static final int MAX_REFERENCES = 10_000;

  private record Field(String name, String type, int group) {}

  private final Regex regex;
  private final List<Field> fields;

  private Grok(Regex regex, List<Field> fields) {
    this.regex = regex;
    this.fields = fields;
  }

  /// A pattern, with the known ones put in.
  ///
  /// @param namedOnly true if references without a field give none
  /// @throws IllegalArgumentException that says what is wrong with the pattern
  public static Grok of(String pattern, GrokPatterns patterns, boolean namedOnly) {
    Expansion expansion = new Expansion(patterns, namedOnly);
    Regex regex = Regex.of(expansion.expand(pattern));
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, Integer> group : regex.matcher("").pattern().namedGroups().entrySet()) {
      String name = expansion.names.original(group.getKey());
      String type = expansion.types.getOrDefault(name, "string");
      fields.add(new Field(name.replaceFirst("#\\d+$", ""), type, group.getValue()));
    }
    fields.sort((a, b) -> Integer.compare(a.group, b.group));
    if (namedOnly && fields.isEmpty()) {
      throw new IllegalArgumentException(
          "grok pattern \"" + pattern + "\" (expected: a field, such as %{WORD:name})");
    }
    return new Grok(regex, fields);
  }

  /// The fields that the text has; none if the pattern does not occur in it.
  ///
  /// @throws dev.weir.ottl.EvaluationException if a field is not of its type
  public DecodedMap find(String text) {
    DecodedMap found = new DecodedMap();
    Matcher matcher = regex.matcher(text);
    if (matcher.find()) {
      for (Field field : fields) {
        String value = matcher.group(field.group);
        if (value != null && !value.isEmpty()) {
          found.put(field.name, GrokType.convert(field.name, value, field.type));
        }
      }
    }
    return found;
  }

  /// Puts known patterns in the place of references to them.
  private static final class Expansion {
    final GroupNames names = new GroupNames();
    final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Integer> uses = new LinkedHashMap<>();
    private final GrokPatterns patterns;
    private final boolean namedOnly;
    private int references;

    Expansion(GrokPatterns patterns, boolean namedOnly) {
      this.patterns = patterns;
      this.namedOnly = namedOnly;
    }

    String expand(String pattern) {
      StringBuilder out = new StringBuilder();
      int at = 0;
      int start;
      String plain = names.replace(pattern);
      while ((start = plain.indexOf("%{", at)) >= 0) {
        int end = plain.indexOf('}', start);
        if (end < 0) {
          break;
        }
        out.append(plain, at, start).append(reference(plain.substring(start + 2, end)));
        at = end + 1;
      }
      return out.append(plain, at, plain.length()).toString();
    }

    private String reference(String reference) {
      if (++references > MAX_REFERENCES) {
        throw new IllegalArgumentException("grok pattern %{" + reference + "} refers to itself");
      }
      String[] parts = reference.split(":", 3);
      String inner = expand(patterns.get(parts[0]));
      if (namedOnly && parts.length == 1) {
        return "(?:" + inner + ")";
      }
      String field = parts.length > 1 ? parts[1] : parts[0];
      int use = uses.merge(field, 1, Integer::sum);
      String name = use == 1 ? field : field + "#" + use;
      if (parts.length > 2) {
        types.put(name, GrokType.checked(parts[2]));
      }
      return "(?P<" + names.plain(name) + ">" + inner + ")";
    }
  }
}
