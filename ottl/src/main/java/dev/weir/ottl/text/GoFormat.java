package dev.weir.ottl.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A format such as `%04d-%s`, with the verbs and flags of Go's `fmt`. What does not fit is told in
/// the result, as there: `%!d(string=x)`, `%!d(MISSING)`.
public final class GoFormat {
  /// A directive, or the text before one.
  ///
  /// @param verb 0 for text
  /// @param width as a number; [#NONE], or [#ARGUMENT] for `*`
  record Part(String text, String flags, int width, int precision, int argument, char verb) {
    static final int NONE = -1;
    static final int ARGUMENT = -2;

    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  private static final int MAX_WIDTH = 1_000_000;

  private final List<Part> parts;

  private GoFormat(List<Part> parts) {
    this.parts = parts;
  }

  public static GoFormat of(String format) {
    return new GoFormat(new Parser(format).parts());
  }

  /// The format filled with boxed values.
  public String fill(List<@Nullable Object> arguments) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    boolean reordered = false;
    for (Part part : parts) {
      if (part.verb == 0) {
        out.append(part.text);
        continue;
      }
      int width = part.width;
      int precision = part.precision;
      if (part.argument != Part.NONE) {
        next = part.argument;
        reordered = true;
      }
      if (width == Part.ARGUMENT) {
        width = star(arguments, next++, "%!(BADWIDTH)", out);
      }
      if (precision == Part.ARGUMENT) {
        precision = star(arguments, next++, "%!(BADPREC)", out);
      }
      if (part.verb == '%') {
        out.append('%');
      } else if (next < 0 || next >= arguments.size()) {
        out.append("%!").append(part.verb).append(part.argument >= 0 ? "(BADINDEX)" : "(MISSING)");
      } else {
        boolean left = part.has('-') || (part.width == Part.ARGUMENT && width < 0);
        FormattedValue value =
            new FormattedValue(part.verb, part.flags, left, Math.abs(width), precision);
        value.append(arguments.get(next++), width == Part.NONE, out);
      }
    }
    if (!reordered && next < arguments.size()) {
      extra(arguments, next, out);
    }
    return out.toString();
  }

  private static int star(List<@Nullable Object> arguments, int at, String bad, StringBuilder out) {
    Object value = at < arguments.size() ? arguments.get(at) : null;
    if (value instanceof Long number && Math.abs(number) <= MAX_WIDTH) {
      return (int) (long) number;
    }
    out.append(bad);
    return Part.NONE;
  }

  private static void extra(List<@Nullable Object> arguments, int from, StringBuilder out) {
    out.append("%!(EXTRA ");
    for (int i = from; i < arguments.size(); i++) {
      Object value = arguments.get(i);
      out.append(i > from ? ", " : "");
      if (value != null) {
        out.append(FormattedValue.goType(value)).append('=');
      }
      out.append(FormattedValue.plain(value));
    }
    out.append(')');
  }

  /// Takes a format apart.
  private static final class Parser {
    private final String format;
    private int at;

    Parser(String format) {
      this.format = format;
    }

    List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      while (at < format.length()) {
        int percent = format.indexOf('%', at);
        int end = percent < 0 ? format.length() : percent;
        if (end > at) {
          parts.add(text(format.substring(at, end)));
        }
        at = end + 1;
        if (percent >= 0) {
          parts.add(directive());
        }
      }
      return parts;
    }

    private Part directive() {
      int start = at;
      while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      String flags = format.substring(start, at);
      int argument = argument(Part.NONE);
      int width = number();
      int precision = Part.NONE;
      if (at < format.length() && format.charAt(at) == '.') {
        at++;
        argument = argument(argument);
        int given = number();
        precision = given == Part.NONE ? 0 : given;
      }
      argument = argument(argument);
      if (at >= format.length()) {
        return text("%!(NOVERB)");
      }
      return new Part("", flags, width, precision, argument, format.charAt(at++));
    }

    /// `[2]` means the second argument.
    private int argument(int otherwise) {
      int end = format.startsWith("[", at) ? format.indexOf(']', at) : -1;
      if (end < 0) {
        return otherwise;
      }
      String number = format.substring(at + 1, end);
      at = end + 1;
      return number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) - 1 : Integer.MAX_VALUE;
    }

    private int number() {
      if (at < format.length() && format.charAt(at) == '*') {
        at++;
        return Part.ARGUMENT;
      }
      int start = at;
      while (at < format.length() && at - start < 6 && Character.isDigit(format.charAt(at))) {
        at++;
      }
      return at == start ? Part.NONE : Integer.parseInt(format.substring(start, at));
    }

    private static Part text(String text) {
      return new Part(text, "", Part.NONE, Part.NONE, Part.NONE, '\0');
    }
  }
}
