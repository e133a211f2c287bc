package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Names written as other words: `someName`, `SomeName`, `some_name`. Only ASCII letters have
/// cases.
public final class Words {
  private Words() {}

  /// Every character in its small form.
  public static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Every character in its capital form.
  public static String upper(String text) {
    return text.codePoints()
        .map(Character::toUpperCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// `HTTPServerV2` as `http_server_v_2`: words in small letters with underscores between them.
  /// Digits are a word; spaces, hyphens and dots become underscores.
  public static String snake(String text) {
    byte[] in = text.strip().getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length + 8);
    for (int i = 0; i < in.length; i++) {
      if (i > 0 && beginsWord(in, i)) {
        out.write('_');
      }
      out.write(isSeparator(in[i]) ? '_' : isUpper(in[i]) ? in[i] + ('a' - 'A') : in[i]);
    }
    return out.toString(UTF_8);
  }

  /// `some_name` as `SomeName`: separators go, what follows them or a digit is a capital.
  public static String camel(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean capital = true;
    boolean afterCapital = false;
    for (char next : text.strip().toCharArray()) {
      if (isUpper(next) || isLower(next) || next > 127) {
        out.append(letter(next, capital, afterCapital));
        capital = false;
      } else if (isDigit(next)) {
        out.append(next);
        capital = true;
      } else {
        capital = isSeparator(next);
      }
      afterCapital = isUpper(next);
    }
    return out.toString();
  }

  private static char letter(char letter, boolean capital, boolean afterCapital) {
    if (capital) {
      return isLower(letter) ? (char) (letter - ('a' - 'A')) : letter;
    }
    return afterCapital && isUpper(letter) ? (char) (letter + ('a' - 'A')) : letter;
  }

  /// Between small letter and capital, letter and digit, and before the last capital of several
  /// that small letters follow.
  private static boolean beginsWord(byte[] text, int at) {
    byte before = text[at - 1];
    byte here = text[at];
    boolean afterLetter = isUpper(before) || isLower(before);
    if (isDigit(here)) {
      return afterLetter;
    }
    if (isDigit(before)) {
      return isUpper(here) || isLower(here);
    }
    if (isUpper(here)) {
      boolean smallFollows = at + 1 < text.length && isLower(text[at + 1]);
      return isLower(before) || (isUpper(before) && smallFollows);
    }
    return false;
  }

  private static boolean isSeparator(int next) {
    return next == '_' || next == ' ' || next == '-' || next == '.';
  }

  private static boolean isUpper(int next) {
    return next >= 'A' && next <= 'Z';
  }

  private static boolean isLower(int next) {
    return next >= 'a' && next <= 'z';
  }

  private static boolean isDigit(int next) {
    return next >= '0' && next <= '9';
  }
}
