package dev.weir.collector.api;

/// The name of a component or pipeline in a configuration: `type` or `type/name`.
///
/// @param type what it is
/// @param name tells several of one type apart; empty when there is one
public record ComponentId(String type, String name) {
  private static final int MAX_TYPE = 63;
  private static final int MAX_NAME = 1024;

  /// Reads `type` or `type/name`.
  ///
  /// @throws IllegalArgumentException with the text and what was expected
  public static ComponentId parse(String text) {
    int slash = text.indexOf('/');
    String type = (slash < 0 ? text : text.substring(0, slash)).strip();
    String name = slash < 0 ? "" : text.substring(slash + 1).strip();
    if (!isType(type)) {
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
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: a name without spaces, symbols and control characters)");
    }
    return new ComponentId(type, name);
  }

  private static boolean isType(String type) {
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || (c != '_' && (c < '0' || c > '9')))) {
        return false;
      }
    }
    return !type.isEmpty() && type.length() <= MAX_TYPE;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isInName(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// As in the Collector: whatever is no separator, control character or symbol.
  private static boolean isInName(char c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          false;
      default -> true;
    };
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
