package dev.weir.collector.engine.telemetry;

import java.util.Map;

/// How metrics are named in Prometheus' text. The Collector's default shows none of these.
///
/// @param scopeInfo whether each sample names the scope that made it
/// @param units whether names end in their unit
/// @param typeSuffix whether counters end in `_total`
public record Naming(boolean scopeInfo, boolean units, boolean typeSuffix) {

  /// The Collector's default: names as they are.
  public static final Naming PLAIN = new Naming(false, false, false);

  private static final Map<String, String> UNITS =
      Map.of(
          "By",
          "bytes",
          "s",
          "seconds",
          "ms",
          "milliseconds",
          "us",
          "microseconds",
          "ns",
          "nanoseconds",
          "%",
          "percent",
          "1",
          "ratio");

  String name(Family family) {
    String name = legal(family.name());
    String unit = UNITS.get(family.unit());
    boolean isRatioOfCounts = family.unit().equals("1") && family.kind() != Family.Kind.GAUGE;
    if (units && unit != null && !isRatioOfCounts && !name.endsWith("_" + unit)) {
      name += "_" + unit;
    }
    if (typeSuffix && family.kind() == Family.Kind.COUNTER && !name.endsWith("_total")) {
      name += "_total";
    }
    return name;
  }

  /// The name of a metric or label with every character that Prometheus does not allow replaced by
  /// an underscore.
  static String legal(String name) {
    StringBuilder out = null;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean isDigit = c >= '0' && c <= '9';
      boolean isLegal = isLetter || (isDigit && i > 0);
      if (!isLegal) {
        out = out == null ? new StringBuilder(name) : out;
        out.setCharAt(i, '_');
      }
    }
    return out == null ? name : out.toString();
  }
}
