package dev.weir.collector.api;

import java.util.regex.Pattern;

/// The name of a component or pipeline in a configuration: `type` or `type/name`.
///
/// @param type what it is
/// @param name tells several of one type apart; empty when there is one
public record ComponentId(String type, String name) {
  private static final Pattern TYPE = Pattern.compile("[a-zA-Z][0-9a-zA-Z_]{0,62}");
  private static final int MAX_NAME = 1024;

  /// Reads `type` or `type/name`.
  ///
  /// @throws IllegalArgumentException with the text and what was expected
  public static ComponentId parse(String text) {
    int slash = text.indexOf('/');
    String type = (slash < 0 ? text : text.substring(0, slash)).strip();
    String name = slash < 0 ? "" : text.substring(slash + 1).strip();
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: type or type/name, the type of letters, digits and _)");
    }
    if (slash >= 0 && name.isEmpty()) {
      throw new IllegalArgumentException("\"" + text + "\" (expected: a name after the slash)");
    }
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "name of " + name.length() + " characters (expected: at most " + MAX_NAME + ")");
    }
    return new ComponentId(type, name);
  }

  // Written out, since what the compiler gives a record is linked at run time, and ids are the keys
  // of the maps that everything starts from.
  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentId id && type.equals(id.type) && name.equals(id.name);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return name.isEmpty() ? type : type + "/" + name;
  }
}
