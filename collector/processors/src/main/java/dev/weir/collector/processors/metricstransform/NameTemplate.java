package dev.weir.collector.processors.metricstransform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A name that refers to groups of an expression, in Go's syntax: `$name` and `$1` take as many
/// letters, digits and underscores as follow, `${name}` ends where it says, and `$$` is a dollar.
/// Groups that do not exist or did not take part are empty. May be used by many threads.
final class NameTemplate {
  private final Pattern pattern;
  private final String template;
  private final List<Part> parts = new ArrayList<>();

  /// A text, or a group by its number.
  private record Part(@Nullable String text, int group) {}

  NameTemplate(Pattern pattern, String template) {
    this.pattern = pattern;
    this.template = template;
    int at = 0;
    while (at < template.length()) {
      at = parse(at);
    }
  }

  /// What a name that the expression is found in becomes: the template itself if nothing would be
  /// left.
  byte[] expand(String name) {
    Matcher matcher = pattern.matcher(name);
    StringBuilder expanded = new StringBuilder();
    if (matcher.find()) {
      for (Part part : parts) {
        String text = part.text != null ? part.text : matcher.group(part.group);
        expanded.append(text == null ? "" : text);
      }
    }
    return (expanded.isEmpty() ? template : expanded.toString()).getBytes(UTF_8);
  }

  /// Takes what begins at `at`, and returns where it ends.
  private int parse(int at) {
    if (template.charAt(at) != '$' || at + 1 == template.length()) {
      int next = template.indexOf('$', at + 1);
      int end = next < 0 ? template.length() : next;
      parts.add(new Part(template.substring(at, end), 0));
      return end;
    }
    char first = template.charAt(at + 1);
    if (first == '$') {
      parts.add(new Part("$", 0));
      return at + 2;
    }
    int close = first == '{' ? template.indexOf('}', at) : -1;
    int from = close < 0 ? at + 1 : at + 2;
    int to = close < 0 ? endOfWord(from) : close;
    if (from == to) {
      parts.add(new Part("$", 0));
      return at + 1;
    }
    addGroup(template.substring(from, to));
    return close < 0 ? to : close + 1;
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < template.length()
        && (Character.isLetterOrDigit(template.charAt(end)) || template.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private void addGroup(String name) {
    Map<String, Integer> named = pattern.namedGroups();
    Integer group = named.get(name);
    if (group == null && name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 5) {
      group = Integer.valueOf(name);
    }
    if (group != null && group <= pattern.groupCount()) {
      parts.add(new Part(null, group));
    }
  }
}
