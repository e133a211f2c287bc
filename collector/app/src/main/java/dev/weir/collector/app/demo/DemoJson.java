package dev.weir.collector.app.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// OTLP JSON, as text.
final class DemoJson {
  private DemoJson() {}

  static String attributes(Map<String, ?> attributes) {
    return attributes.entrySet().stream()
        .map(e -> "{\"key\":" + text(e.getKey()) + ",\"value\":" + value(e.getValue()) + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String list(List<String> items) {
    return String.join(",", items);
  }

  /// A string with what JSON wants escaped; the texts of the demo hold nothing else.
  static String text(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    return "\"" + escaped + "\"";
  }

  static String value(Object value) {
    return switch (value) {
      case Integer number -> "{\"intValue\":\"" + number + "\"}";
      case Long number -> "{\"intValue\":\"" + number + "\"}";
      case Double number -> "{\"doubleValue\":" + number + "}";
      case Boolean bool -> "{\"boolValue\":" + bool + "}";
      default -> "{\"stringValue\":" + text(value.toString()) + "}";
    };
  }
}
