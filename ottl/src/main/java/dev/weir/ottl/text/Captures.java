package dev.weir.ottl.text;

import com.google.re2j.Matcher;
import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A regular expression whose named groups are what is wanted. Names may contain dots and other
/// characters that RE2 does not take.
public final class Captures {
  private record Group(String name, int number) {}

  private final Regex regex;
  private final List<Group> groups;

  private Captures(Regex regex, List<Group> groups) {
    this.regex = regex;
    this.groups = groups;
  }

  /// The groups of an expression.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the expression
  public static Captures of(String expression) {
    GroupNames names = new GroupNames();
    Regex regex = Regex.of(names.replace(expression));
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<String, Integer> group : regex.matcher("").pattern().namedGroups().entrySet()) {
      groups.add(new Group(names.original(group.getKey()), group.getValue()));
    }
    groups.sort((a, b) -> Integer.compare(a.number, b.number));
    return new Captures(regex, Collections.unmodifiableList(groups));
  }

  /// True if no group has a name.
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /// The named groups of the first occurrence, those that took no part in it being empty; an empty
  /// map if it does not occur.
  public DecodedMap find(String text) {
    DecodedMap found = new DecodedMap();
    Matcher matcher = regex.matcher(text);
    if (matcher.find()) {
      for (Group group : groups) {
        String value = matcher.group(group.number);
        found.put(group.name, value == null ? "" : value);
      }
    }
    return found;
  }
}
