package dev.weir.ottl.regex;

import dev.weir.ottl.regex.Node.Characters;
import dev.weir.ottl.regex.Node.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads expressions in RE2 syntax that are known to be right. What it does not know makes it give
/// up, with [Unsupported]: Unicode classes, letters beyond ASCII without regard to case.
final class Reader {
  /// The expression has something that is not known here.
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported() {
      super(null, null, false, false);
    }
  }

  private static final int MAX_DEPTH = 100;
  private static final Characters DIGITS = Characters.range('0', '9');
  private static final Characters SPACES = Characters.of("\t\n\f\r ");
  private static final Characters WORD =
      DIGITS.or(Characters.range('a', 'z')).or(Characters.range('A', 'Z')).or(Characters.of('_'));

  /// The flags of a group.
  private record Flags(boolean anyCase, boolean dotIsAll, boolean lines) {}

  private final String text;
  private int at;
  private int depth;
  private Flags flags = new Flags(false, false, false);

  private Reader(String text) {
    this.text = text;
  }

  static Node read(String expression) {
    Reader reader = new Reader(expression);
    Node node = reader.choice();
    if (reader.at < expression.length()) {
      throw new Unsupported();
    }
    return node;
  }

  private Node choice() {
    if (++depth > MAX_DEPTH) {
      throw new Unsupported();
    }
    Flags before = flags;
    List<Node> options = new ArrayList<>();
    options.add(sequence());
    while (takes('|')) {
      options.add(sequence());
    }
    flags = before;
    depth--;
    return options.size() == 1 ? options.getFirst() : new Node.Choice(options);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      if (text.startsWith("\\Q", at)) {
        quoted(parts);
        continue;
      }
      Node part = part();
      if (part != null) {
        parts.add(repeated(part));
      } else {
        refuseRepeat();
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  /// All up to `\E`, of which only the last character may be repeated.
  private void quoted(List<Node> parts) {
    int end = text.indexOf("\\E", at + 2);
    int to = end < 0 ? text.length() : end;
    at += 2;
    while (at < to) {
      parts.add(literal(next()));
    }
    at = end < 0 ? to : end + 2;
    refuseRepeat();
  }

  /// What is repeated here lies further back.
  private void refuseRepeat() {
    if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
      throw new Unsupported();
    }
  }

  private Node repeated(Node part) {
    Node whole = part;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '*' -> whole = times(whole, 0, -1);
        case '+' -> whole = times(whole, 1, -1);
        case '?' -> whole = times(whole, 0, 1);
        case '{' -> {
          Node counted = counted(whole);
          if (counted == null) {
            return whole;
          }
          whole = counted;
        }
        default -> {
          return whole;
        }
      }
      // whether as few or as many as possible makes no difference here
      takes('?');
    }
    return whole;
  }

  private Node times(Node part, int min, int max) {
    at++;
    return new Node.Repeated(part, min, max);
  }

  /// `{2}`, `{2,}` or `{2,5}`; null if it is something else, which stands for itself.
  private @Nullable Node counted(Node part) {
    int close = text.indexOf('}', at);
    String inside = close < 0 ? "" : text.substring(at + 1, close);
    if (!inside.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      if (inside.matches("[0-9]+(,[0-9]*)?")) {
        throw new Unsupported();
      }
      return null;
    }
    at = close + 1;
    int comma = inside.indexOf(',');
    int min = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
    String upTo = comma < 0 ? inside : inside.substring(comma + 1);
    return new Node.Repeated(part, min, upTo.isEmpty() ? -1 : Integer.parseInt(upTo));
  }

  /// One thing that may be repeated; null for flags.
  private @Nullable Node part() {
    int c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> set();
      case '.' -> flags.dotIsAll ? Characters.ALL : Characters.of('\n').negated();
      case '^' -> new Place(flags.lines ? Place.Kind.LINE_BEGIN : Place.Kind.TEXT_BEGIN);
      case '$' -> new Place(flags.lines ? Place.Kind.LINE_END : Place.Kind.TEXT_END);
      case '\\' -> escaped();
      default -> literal(c);
    };
  }

  private @Nullable Node group() {
    Flags before = flags;
    if (takes('?') && !isNamed()) {
      readFlags();
      if (takes(')')) {
        return null;
      }
      expect(':');
    }
    Node inside = choice();
    expect(')');
    flags = before;
    return inside;
  }

  private boolean isNamed() {
    boolean isNamed = text.startsWith("P<", at) || text.startsWith("<", at);
    if (isNamed) {
      at = text.indexOf('>', at) + 1;
    }
    return isNamed;
  }

  private void readFlags() {
    boolean value = true;
    while (at < text.length() && text.charAt(at) != ':' && text.charAt(at) != ')') {
      switch (next()) {
        case '-' -> value = false;
        case 'i' -> flags = new Flags(value, flags.dotIsAll, flags.lines);
        case 's' -> flags = new Flags(flags.anyCase, value, flags.lines);
        case 'm' -> flags = new Flags(flags.anyCase, flags.dotIsAll, value);
        case 'U' -> {}
        default -> throw new Unsupported();
      }
    }
  }

  private Node escaped() {
    int c = next();
    return switch (c) {
      case 'b' -> new Place(Place.Kind.WORD_BOUNDARY);
      case 'B' -> new Place(Place.Kind.NO_WORD_BOUNDARY);
      case 'A' -> new Place(Place.Kind.TEXT_BEGIN);
      case 'z' -> new Place(Place.Kind.TEXT_END);
      default -> {
        Characters known = knownSet(c);
        yield known != null ? known : literal(escapedCharacter(c));
      }
    };
  }

  private static @Nullable Characters knownSet(int c) {
    return switch (c) {
      case 'd' -> DIGITS;
      case 'D' -> DIGITS.negated();
      case 's' -> SPACES;
      case 'S' -> SPACES.negated();
      case 'w' -> WORD;
      case 'W' -> WORD.negated();
      default -> null;
    };
  }

  private int escapedCharacter(int c) {
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'v' -> 11;
      case 'x' -> hex();
      default -> {
        if (c >= 128 || Character.isLetterOrDigit(c)) {
          throw new Unsupported();
        }
        yield c;
      }
    };
  }

  private int hex() {
    int from = at;
    int to = at + 2;
    if (takes('{')) {
      from = at;
      to = text.indexOf('}', at);
      at = to + 1;
    } else {
      at = to;
    }
    if (to < from || to > text.length() || !text.substring(from, to).matches("[0-9A-Fa-f]{1,6}")) {
      throw new Unsupported();
    }
    return Integer.parseInt(text.substring(from, to), 16);
  }

  private Characters set() {
    boolean isNegated = takes('^');
    Characters set = Characters.NONE;
    boolean isFirst = true;
    while (isFirst || at >= text.length() || text.charAt(at) != ']') {
      isFirst = false;
      if (text.startsWith("[:", at)) {
        throw new Unsupported();
      }
      int c = next();
      Characters known = c == '\\' && at < text.length() ? knownSet(text.charAt(at)) : null;
      if (known != null) {
        at++;
        set = set.or(known);
        continue;
      }
      int from = c == '\\' ? escapedCharacter(next()) : c;
      int to = from;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        int end = next();
        to = end == '\\' ? escapedCharacter(next()) : end;
      }
      refuseFolding(to);
      set = set.or(Characters.range(from, to));
    }
    at++;
    Characters folded = flags.anyCase ? set.folded() : set;
    return isNegated ? folded.negated() : folded;
  }

  private Characters literal(int c) {
    refuseFolding(c);
    Characters one = Characters.of(c);
    return flags.anyCase ? one.folded() : one;
  }

  /// Some letters beyond ASCII are letters of ASCII in another case.
  private void refuseFolding(int c) {
    if (flags.anyCase && c >= 128) {
      throw new Unsupported();
    }
  }

  private int next() {
    if (at >= text.length()) {
      throw new Unsupported();
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean takes(char c) {
    boolean isNext = at < text.length() && text.charAt(at) == c;
    if (isNext) {
      at++;
    }
    return isNext;
  }

  private void expect(char c) {
    if (!takes(c)) {
      throw new Unsupported();
    }
  }
}
