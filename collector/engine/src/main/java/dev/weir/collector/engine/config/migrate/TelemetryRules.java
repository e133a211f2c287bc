package dev.weir.collector.engine.config.migrate;

import static dev.weir.collector.engine.config.migrate.Paths.join;

import dev.weir.collector.engine.config.yaml.YamlValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was written otherwise of the collector's own telemetry.
final class TelemetryRules {
  private static final String METRICS = "service::telemetry::metrics";

  private final Document document;

  TelemetryRules(Document document) {
    this.document = document;
  }

  void apply() {
    metricsAddress();
    telemetryHeaders();
  }

  private void metricsAddress() {
    String path = join(METRICS, "address");
    String address = document.text(path);
    if (address == null) {
      return;
    }
    String reader = reader(address);
    document.tell(
        path, "address was removed, metrics have readers now", "write:\n" + indent(reader));
    if (reader.isEmpty() || document.has(join(METRICS, "readers"))) {
      document.remove(path);
    } else {
      document.put(join(METRICS, "readers"), reader, /* origin= */ path);
      document.remove(path);
    }
  }

  private static String indent(String yaml) {
    return "    readers:\n" + yaml.indent(6).stripTrailing();
  }

  private static String reader(String address) {
    int colon = address.lastIndexOf(':');
    int closed = address.lastIndexOf('}');
    String host = colon > closed ? address.substring(0, colon) : address;
    String port = colon > closed ? address.substring(colon + 1) : "8888";
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return """
    - pull:
        exporter:
          prometheus:
            host: '%s'
            port: %s
    """
        .formatted(host.isEmpty() ? "0.0.0.0" : host.replace("'", "''"), port);
  }

  /// Headers of the collector's own telemetry were a section, and are a list now.
  private void telemetryHeaders() {
    for (int i = 0; i < document.size(join(METRICS, "readers")); i++) {
      headers(METRICS + "::readers::" + i + "::periodic::exporter::otlp::headers");
    }
    for (String signal : List.of("logs", "traces")) {
      String processors = "service::telemetry::" + signal + "::processors";
      for (int i = 0; i < document.size(processors); i++) {
        headers(processors + "::" + i + "::batch::exporter::otlp::headers");
        headers(processors + "::" + i + "::simple::exporter::otlp::headers");
      }
    }
  }

  private void headers(String path) {
    YamlValue value = document.at(path);
    if (value == null || !(value.plain() instanceof YamlValue.Mapping mapping)) {
      return;
    }
    document.tell(path, "headers are a list now", "write items of name and value");
    var list = new StringBuilder();
    for (String name : mapping.entries().keySet()) {
      list.append("- name: ").append(quoted(name)).append('\n');
      list.append("  value: ").append(quoted(document.text(join(path, name)))).append('\n');
    }
    document.put(path, list.isEmpty() ? "[]" : list.toString(), path);
  }

  private static String quoted(@Nullable String text) {
    return "'" + (text == null ? "" : text.replace("'", "''")) + "'";
  }
}
