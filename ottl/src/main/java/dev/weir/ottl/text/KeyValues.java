package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;
import java.util.ArrayList;
import java.util.List;

/// Texts such as `level=info msg="it works"`.
public final class KeyValues {
  private KeyValues() {}

  /// The entries of a text. Quotes, single or double, keep delimiters from counting and are taken
  /// away; a backslash keeps the next quote from counting and stays.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the text
  public static DecodedMap parse(String text, String delimiter, String pairDelimiter) {
    DecodedMap entries = new DecodedMap();
    for (String pair : split(text, pairDelimiter)) {
      int middle = pair.indexOf(delimiter);
      if (middle < 0) {
        throw new IllegalArgumentException(
            "pair \"" + pair + "\" (expected: key" + delimiter + "value)");
      }
      String value = pair.substring(middle + delimiter.length());
      entries.put(pair.substring(0, middle).strip(), value.strip());
    }
    return entries;
  }

  private static List<String> split(String text, String delimiter) {
    List<String> pairs = new ArrayList<>();
    StringBuilder pair = new StringBuilder();
    char quote = 0;
    boolean escaped = false;
    int at = 0;
    while (at < text.length()) {
      if (quote == 0 && text.startsWith(delimiter, at)) {
        end(pair, pairs);
        at += delimiter.length();
        continue;
      }
      char next = text.charAt(at++);
      if (!escaped && quote == 0 && (next == '"' || next == '\'')) {
        quote = next;
      } else if (!escaped && quote != 0 && next == quote) {
        quote = 0;
      } else {
        escaped = !escaped && next == '\\';
        pair.append(next);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("quoted value without an end");
    }
    end(pair, pairs);
    return pairs;
  }

  private static void end(StringBuilder pair, List<String> pairs) {
    if (!pair.isEmpty()) {
      pairs.add(pair.toString());
      pair.setLength(0);
    }
  }
}
