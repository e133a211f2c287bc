package dev.weir.ottl.text;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What matches are replaced with. A name is the longest run of letters, digits and underscores
/// behind `$`, so `$1x` is the group `1x`; braces end it sooner. A group that there is not, or that
/// took no part in the match, is empty. A `$` before anything else is itself.
final class Template {
  /// Text, or the name of a group.
  private record Part(String text, boolean isGroup) {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '$' && text.startsWith("$", at)) {
        at++;
        literal.append('$');
        continue;
      }
      String name = next == '$' ? name(text, at) : null;
      if (name == null) {
        literal.append(next);
        continue;
      }
      parts.add(new Part(literal.toString(), false));
      literal.setLength(0);
      boolean braces = text.charAt(at) == '{';
      parts.add(new Part(name, true));
      at += name.length() + (braces ? 2 : 0);
    }
    parts.add(new Part(literal.toString(), false));
    return new Template(parts);
  }

  String fill(Matcher matcher) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(part.isGroup ? group(matcher, part.text) : part.text);
    }
    return out.toString();
  }

  private static @Nullable String name(String text, int at) {
    boolean braces = text.startsWith("{", at);
    int start = braces ? at + 1 : at;
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    if (end == start || (braces && !text.startsWith("}", end))) {
      return null;
    }
    return text.substring(start, end);
  }

  private static String group(Matcher matcher, String name) {
    int number = number(matcher, name);
    String group = number < 0 ? null : matcher.group(number);
    return group == null ? "" : group;
  }

  private static int number(Matcher matcher, String name) {
    if (name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(name);
      return number <= matcher.groupCount() ? number : -1;
    }
    Map<String, Integer> groups = matcher.pattern().namedGroups();
    return groups.getOrDefault(name, -1);
  }
}
