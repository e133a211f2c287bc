package dev.weir.ottl.regex;

import java.util.List;

/// What a regular expression says, as far as texts of ASCII characters are concerned.
sealed interface Node {

  /// One character of a set: bit `c` of `low`, or bit `c - 64` of `high`.
  record Characters(long low, long high) implements Node {
    static final Characters NONE = new Characters(0, 0);
    static final Characters ALL = new Characters(-1, -1);

    static Characters of(int c) {
      return range(c, c);
    }

    static Characters range(int from, int to) {
      long low = 0;
      long high = 0;
      for (int c = from; c <= Math.min(to, 127); c++) {
        if (c < 64) {
          low |= 1L << c;
        } else {
          high |= 1L << c;
        }
      }
      return new Characters(low, high);
    }

    static Characters of(String characters) {
      Characters all = NONE;
      for (int i = 0; i < characters.length(); i++) {
        all = all.or(of(characters.charAt(i)));
      }
      return all;
    }

    Characters or(Characters other) {
      return new Characters(low | other.low, high | other.high);
    }

    Characters negated() {
      return new Characters(~low, ~high);
    }

    /// With the other case of every letter.
    Characters folded() {
      long upper = (high & LOWER) >>> 32;
      long lower = (high & UPPER) << 32;
      return new Characters(low, high | upper | lower);
    }

    private static final long UPPER = 0x07FF_FFFEL;
    private static final long LOWER = UPPER << 32;
  }

  /// A place between characters.
  record Place(Kind kind) implements Node {
    enum Kind {
      TEXT_BEGIN,
      TEXT_END,
      LINE_BEGIN,
      LINE_END,
      WORD_BOUNDARY,
      NO_WORD_BOUNDARY
    }
  }

  /// One after the other; nothing is the empty text.
  record Sequence(List<Node> parts) implements Node {}

  record Choice(List<Node> options) implements Node {}

  /// Several times, `max` being -1 for any number.
  record Repeated(Node part, int min, int max) implements Node {}
}
