package dev.weir.collector.engine.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What go-yaml 3 makes of texts, recorded by running it, and the same notation for our values.
final class Golden {

  record Case(String text, String expected) {
    boolean refused() {
      return expected.startsWith("ERR ");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private Golden() {}

  /// One case a line: the text, a tab, what it is.
  static List<Case> lines(String resource) {
    List<Case> cases = new ArrayList<>();
    for (String line : read(resource).split("\n", -1)) {
      int tab = line.lastIndexOf('\t');
      if (tab >= 0) {
        cases.add(new Case(line.substring(0, tab), line.substring(tab + 1)));
      }
    }
    return cases;
  }

  /// Cases of several lines: `-----`, the text, `=> ` and what it is.
  static List<Case> documents(String resource) {
    List<Case> cases = new ArrayList<>();
    for (String document : read(resource).split("(?m)^-----\n", -1)) {
      int arrow = document.lastIndexOf("\n=> ");
      if (arrow > 0) {
        cases.add(new Case(document.substring(0, arrow), document.substring(arrow + 4).strip()));
      }
    }
    return cases;
  }

  private static String read(String resource) {
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String show(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> scalar(scalar.value());
      case YamlValue.Sequence sequence ->
          sequence.items().stream().map(Golden::show).toList().toString();
      case YamlValue.Expanded expanded -> show(expanded.value());
      case YamlValue.Mapping mapping -> {
        var sorted = new TreeMap<String, String>();
        mapping
            .entries()
            .forEach((key, entry) -> sorted.put(quote(key) + ": ", show(entry.value())));
        List<String> entries = new ArrayList<>();
        sorted.forEach((key, shown) -> entries.add(key + shown));
        yield "{" + String.join(", ", entries) + "}";
      }
    };
  }

  private static String scalar(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "str:" + quote(text);
      case Boolean bool -> "bool:" + bool;
      case Double number -> "float:" + number(number);
      case YamlTimestamp time -> "time:" + time;
      default -> "int:" + value;
    };
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    int exponent =
        new java.math.BigDecimal(Double.toString(Math.abs(value))).precision()
            - new java.math.BigDecimal(Double.toString(Math.abs(value))).scale()
            - 1;
    var decimal = new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + String.format("%02d", Math.abs(exponent));
  }

  /// As Go's `strconv.Quote`, for what the cases hold.
  private static String quote(String text) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0 -> out.append("\\x00");
            case 0xA0 -> out.append("\\u00a0");
            case 0x85 -> out.append("\\u0085");
            default -> out.appendCodePoint(c);
          }
        });
    return out.append('"').toString();
  }
}
