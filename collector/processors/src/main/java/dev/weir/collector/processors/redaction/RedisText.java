package dev.weir.collector.processors.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Replaces by `?` the values in commands of Redis and Valkey, one command a line. Keys stay, as do
/// commands that carry no values.
final class RedisText {
  private RedisText() {}

  static String sanitize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (String line : text.split("\n", -1)) {
      List<String> words = words(line);
      if (!words.isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n").append(String.join(" ", hideValues(words)));
      }
    }
    return out.toString();
  }

  private static List<String> hideValues(List<String> words) {
    return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
      case "AUTH" -> hideFrom(words, 1);
      case "APPEND",
          "GETSET",
          "LPUSHX",
          "GEORADIUSBYMEMBER",
          "RPUSHX",
          "SET",
          "SETNX",
          "SISMEMBER",
          "ZRANK",
          "ZREVRANK",
          "ZSCORE" ->
          hideStep(words, 2, words.size());
      case "HSETNX",
          "LREM",
          "LSET",
          "SETBIT",
          "SETEX",
          "PSETEX",
          "SETRANGE",
          "ZINCRBY",
          "SMOVE",
          "RESTORE" ->
          hideStep(words, 3, words.size());
      case "LINSERT" -> hideStep(words, 4, words.size());
      case "GEOHASH", "GEOPOS", "GEODIST", "LPUSH", "RPUSH", "SREM", "ZREM", "SADD" ->
          hideFrom(words, 2);
      case "GEOADD" -> hideStep(words, 4, 3);
      case "HSET", "HMSET" -> hideStep(words, 3, 2);
      case "MSET", "MSETNX" -> hideStep(words, 2, 2);
      case "CONFIG" -> isAt(words, 1, "SET") ? hideStep(words, 3, words.size()) : words;
      case "BITFIELD" -> hideBits(words);
      case "ZADD" -> hideStep(words, scores(words) + 1, 2);
      default -> words;
    };
  }

  /// One `?` for all words from an index on.
  private static List<String> hideFrom(List<String> words, int index) {
    if (words.size() > index) {
      words.subList(index, words.size()).clear();
      words.add("?");
    }
    return words;
  }

  /// A `?` for each word that is a number of steps behind an index.
  private static List<String> hideStep(List<String> words, int index, int step) {
    for (int i = index; i < words.size(); i += step) {
      words.set(i, "?");
    }
    return words;
  }

  private static List<String> hideBits(List<String> words) {
    for (int i = 2; i < words.size(); i++) {
      if (isAt(words, i, "SET")) {
        return i + 3 < words.size() ? hideStep(words, i + 3, words.size()) : words;
      }
    }
    return words;
  }

  /// Where the first score stands in `ZADD key [NX|XX] [CH] [INCR] score member …`.
  private static int scores(List<String> words) {
    int at = 2;
    while (at < words.size() && List.of("NX", "XX", "CH", "INCR").contains(words.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isAt(List<String> words, int index, String word) {
    return index < words.size() && words.get(index).equalsIgnoreCase(word);
  }

  /// Splits at spaces that are not within quotes.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        addWord(word, words);
        continue;
      }
      word.append(c);
      if (c == '\\' && quote != 0 && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && c == '"') {
        quote = c;
      }
    }
    addWord(word, words);
    return words;
  }

  private static void addWord(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
