package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.resource.ResourceView;

/// What the short texts of all signals have in common.
final class NormalText {
  private NormalText() {}

  static void resource(
      Lines lines, String name, int number, BytesView schemaUrl, ResourceView resource) {
    lines.line(
        name,
        " #",
        number,
        schemaUrl.isEmpty() ? "" : " [" + schemaUrl + "]",
        ValueText.after(resource.attributes()));
  }

  static void scope(
      Lines lines, String name, int number, BytesView schemaUrl, InstrumentationScopeView scope) {
    String version = scope.version().isEmpty() ? "" : "@" + scope.version();
    String nameAndVersion = scope.name() + version;
    lines.line(
        name,
        " #",
        number,
        nameAndVersion.isEmpty() ? "" : " " + nameAndVersion,
        schemaUrl.isEmpty() ? "" : " [" + schemaUrl + "]",
        ValueText.after(scope.attributes()));
  }
}
