package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.otlp.wire.ProtoWriter;
import java.io.IOException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Random texts of JSON's pieces, against Jackson.
final class JsonScannerTest {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\"a\"",
    "\"",
    "\\",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude00",
    "é",
    "日",
    "😀",
    "0",
    "1",
    "-",
    "12.5",
    "1e9",
    "1E-2",
    ".",
    "e",
    "true",
    "false",
    "null",
    "tru",
    "\"key\":",
    "\t",
    "\u0001",
    "/",
    "plain text",
    "\"long enough to need more than one word\""
  };
  private static final int TEXTS = 30_000;
  private static final Pattern LONE_SURROGATE =
      Pattern.compile(
          "\\\\u[dD][89abAB]..(?!\\\\u[dD][c-fC-F])|(?<!\\\\u[dD][89abAB]..)\\\\u[dD][c-fC-F]");

  @Test
  void anyText_isJsonForUsWhenItIsForJackson() throws IOException {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random, 0) + (random.nextInt(3) == 0 ? pieces(random) : "");
      if (random.nextInt(3) == 0 && !text.isEmpty()) {
        int at = random.nextInt(text.length());
        text = text.substring(0, at) + pieces(random) + text.substring(at);
      }
      if (LONE_SURROGATE.matcher(text.replace("\\\\", "")).find()) {
        continue; // Jackson takes half a pair in values and refuses it in names
      }
      boolean expected = jacksonTakes(text);
      accepted += expected ? 1 : 0;
      assertThat(weTake(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
    }
    assertThat(accepted).isBetween(TEXTS / 10, TEXTS * 9 / 10);
  }

  @Test
  void anyString_hasTheValueThatJacksonGivesIt() throws IOException {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder("\"");
      for (int n = random.nextInt(12); n > 0; n--) {
        String piece = PIECES[random.nextInt(PIECES.length)];
        text.append(piece.contains("\"") || piece.matches("[\\\\\n\t\u0001]") ? "x" : piece);
      }
      byte[] json = text.append('"').toString().getBytes(UTF_8);
      JsonScanner scanner = new JsonScanner(json, 0, json.length);
      scanner.string("a string");
      ProtoWriter out = new ProtoWriter();
      scanner.unescape(out);
      try (JsonParser jackson = new JsonFactory().createParser(json)) {
        jackson.nextToken();
        assertThat(new String(out.toByteArray(), UTF_8))
            .as("seed %d", seed)
            .isEqualTo(jackson.getText());
      }
      if (!scanner.hasEscapes()) {
        assertThat(out.toByteArray()).hasSize(scanner.tokenEnd() - scanner.tokenStart());
      }
    }
  }

  private static String text(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 5 : 8)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> Double.toString(random.nextDouble());
      case 4 -> "\"" + "é\\n😀 abcdefgh".substring(random.nextInt(2)) + "\"";
      case 5 -> "[" + text(random, depth + 1) + " , " + text(random, depth + 1) + "]";
      case 6 -> "{\"a\" : " + text(random, depth + 1) + ",\"b\":" + text(random, depth + 1) + "}";
      default -> random.nextBoolean() ? "[ ]" : "{\n}";
    };
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /// Looks at one value and at the white space or end after it, as Jackson does after a number.
  private static boolean weTake(String text) {
    byte[] json = text.getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(json, 0, json.length);
    try {
      JsonSkip.value(scanner);
      return scanner.peek() == JsonScanner.END;
    } catch (MalformedOtlpJsonException e) {
      return false;
    }
  }

  private static boolean jacksonTakes(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text.getBytes(UTF_8))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
