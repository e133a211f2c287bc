package dev.weir.ottl.time;

import java.util.ArrayList;
import java.util.List;

/// One element of a format: a directive's letter, or text.
///
/// @param letter the letter, 0 for text, 4 for a year that may be read with two digits
/// @param text the text, empty for a directive
record Directive(char letter, String text) {
  private static final String LETTERS = "YymoqbhBdegaAHlIpPMSLfsZzwijknt%4";

  /// All directives of a format, those that stand for several resolved.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the format
  static List<Directive> all(String format) {
    if (format.isEmpty()) {
      throw new IllegalArgumentException("time format is empty (expected: such as %Y-%m-%d)");
    }
    if (format.chars().anyMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "time format \"" + format + "\" has digits (expected: directives such as %Y)");
    }
    List<Directive> directives = new ArrayList<>();
    add(format, format, directives);
    return List.copyOf(directives);
  }

  private static void add(String part, String format, List<Directive> directives) {
    int at = 0;
    while (at < part.length()) {
      char next = part.charAt(at);
      if (next != '%') {
        int end = part.indexOf('%', at);
        end = end < 0 ? part.length() : end;
        directives.add(new Directive('\0', part.substring(at, end)));
        at = end;
        continue;
      }
      char letter = at + 1 < part.length() ? part.charAt(at + 1) : '\0';
      String several = several(letter);
      if (!several.isEmpty()) {
        add(several, format, directives);
      } else if (LETTERS.indexOf(letter) >= 0) {
        boolean fraction = letter == 'L' || letter == 'f' || letter == 's';
        if (fraction && (at == 0 || ".,".indexOf(part.charAt(at - 1)) < 0)) {
          throw new IllegalArgumentException(
              "time format \"" + format + "\": %" + letter + " (expected: behind a dot or comma)");
        }
        directives.add(new Directive(letter, ""));
      } else {
        throw new IllegalArgumentException(
            "time format \"" + format + "\": %" + (letter == 0 ? "" : letter) + " is no directive");
      }
      at += 2;
    }
  }

  private static String several(char letter) {
    return switch (letter) {
      case 'D', 'x' -> "%m/%d/%4";
      case 'F' -> "%Y-%m-%d";
      case 'T', 'X' -> "%H:%M:%S";
      case 'r' -> "%I:%M:%S %P";
      case 'R' -> "%H:%M";
      case 'c' -> "%a %b %d %H:%M:%S %Y";
      default -> "";
    };
  }
}
