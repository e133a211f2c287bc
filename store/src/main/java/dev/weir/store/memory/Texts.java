package dev.weir.store.memory;

import java.util.Comparator;
import java.util.PrimitiveIterator;

/// Texts as databases see them: by code points.
final class Texts {
  /// Orders by code points.
  static final Comparator<String> ORDER = Texts::compare;

  private Texts() {}

  /// Lower case, each code point by itself.
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  private static int compare(String left, String right) {
    PrimitiveIterator.OfInt lefts = left.codePoints().iterator();
    PrimitiveIterator.OfInt rights = right.codePoints().iterator();
    while (lefts.hasNext() && rights.hasNext()) {
      int order = Integer.compare(lefts.nextInt(), rights.nextInt());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(lefts.hasNext(), rights.hasNext());
  }
}
