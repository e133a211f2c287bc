package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.BuildInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Writes a registry in Prometheus' text format, version 0.0.4.
public final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final long EXACT_LONGS = 1L << 53;

  private final Naming naming;
  private final BuildInfo build;
  private final Map<String, String> constant;
  private final StringBuilder out = new StringBuilder(8192);

  private PrometheusText(Naming naming, BuildInfo build, Map<String, String> constant) {
    this.constant = constant;
    this.naming = naming;
    this.build = build;
  }

  /// The whole registry as text, with `target_info` for the resource.
  public static String write(
      MetricRegistry registry, Map<String, String> resource, Naming naming, BuildInfo build) {
    return write(registry, resource, naming, build, name -> false);
  }

  /// The same, with some attributes of the resource as labels of every metric.
  ///
  /// @param isConstant true for the names of those
  static String write(
      MetricRegistry registry,
      Map<String, String> resource,
      Naming naming,
      BuildInfo build,
      Predicate<String> isConstant) {
    Map<String, String> constant = new TreeMap<>(resource);
    constant.keySet().removeIf(name -> !isConstant.test(name));
    PrometheusText text = new PrometheusText(naming, build, constant);
    registry.shown().forEach(text::family);
    text.header("target_info", "Target metadata", "gauge");
    text.sample("target_info", text.labels(resource), "", 1);
    return text.out.toString();
  }

  private void family(Family family) {
    String name = naming.name(family);
    Map<String, Series> ordered = new TreeMap<>();
    family.forEach((labels, series) -> ordered.put(scoped(labels), series));
    ordered.values().removeIf(series -> Double.isNaN(series.value()));
    if (ordered.isEmpty()) {
      return;
    }
    header(name, family.help(), family.kind().name().toLowerCase(java.util.Locale.ROOT));
    ordered.forEach((labels, series) -> series(name, labels, series));
  }

  private void header(String name, String help, String type) {
    out.append("# HELP ").append(name).append(' ');
    escape(help, false);
    out.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void series(String name, String labels, Series series) {
    if (!(series instanceof Series.Distribution distribution)) {
      sample(name, labels, "", series.value());
      return;
    }
    double[] bounds = distribution.bounds();
    long count = 0;
    for (int i = 0; i <= bounds.length; i++) {
      count += distribution.count(i);
      String bound = i == bounds.length ? "+Inf" : number(bounds[i]);
      sample(name + "_bucket", labels, "le=\"" + bound + "\"", (double) count);
    }
    sample(name + "_sum", labels, "", distribution.sum());
    sample(name + "_count", labels, "", (double) count);
  }

  private void sample(String name, String labels, String lastLabel, double value) {
    out.append(name);
    if (!labels.isEmpty() || !lastLabel.isEmpty()) {
      out.append('{').append(labels);
      out.append(labels.isEmpty() || lastLabel.isEmpty() ? "" : ",");
      out.append(lastLabel).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private String scoped(Map<String, String> labels) {
    if (!naming.scopeInfo() && constant.isEmpty()) {
      return labels(labels);
    }
    Map<String, String> all = new TreeMap<>(labels);
    all.putAll(constant);
    if (!naming.scopeInfo()) {
      return labels(all);
    }
    all.put("otel_scope_name", OtlpMetrics.SCOPE);
    all.put("otel_scope_version", build.version());
    all.put("otel_scope_schema_url", "");
    return labels(all);
  }

  private String labels(Map<String, String> labels) {
    int start = out.length();
    new TreeMap<>(labels)
        .forEach((name, value) -> {
          out.append(out.length() == start ? "" : ",");
          out.append(Naming.legal(name)).append("=\"");
          escape(value, true);
          out.append('"');
        });
    String text = out.substring(start);
    out.setLength(start);
    return text;
  }

  private void escape(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '"' -> out.append(quotes ? "\\\"" : "\"");
        default -> out.append(c);
      }
    }
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < EXACT_LONGS;
    return isWhole ? Long.toString((long) value) : Double.toString(value);
  }
}
