package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EntityRefView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.RepeatedBytesView;
import dev.weir.otlp.resource.ResourceView;

/// What the long texts of all signals have in common.
final class DetailedText {
  private static final String ARROW = "     ->";

  private DetailedText() {}

  /// @param name of the resource as a whole, such as `ResourceSpans`
  static void resource(
      Lines lines, String name, int number, BytesView schemaUrl, ResourceView resource) {
    lines.line(name, " #", number);
    lines.line("Resource SchemaURL: ", schemaUrl);
    attributes(lines, "Resource attributes", resource.attributes());
    entityRefs(lines, resource.entityRefs());
  }

  /// @param name of the scope as a whole, such as `ScopeSpans`
  static void scope(
      Lines lines, String name, int number, BytesView schemaUrl, InstrumentationScopeView scope) {
    lines.line(name, " #", number);
    lines.line(name, " SchemaURL: ", schemaUrl);
    lines.line("InstrumentationScope ", scope.name(), " ", scope.version());
    attributes(lines, "InstrumentationScope attributes", scope.attributes());
  }

  /// Attributes under a header, when there are any. Below a header that is itself behind an arrow
  /// they stand further to the right.
  static void attributes(Lines lines, String header, AttributesView attributes) {
    String indent = header.contains("->") ? "     " : "";
    for (boolean first = true; attributes.next(); first = false) {
      if (first) {
        lines.line(header, ":");
      }
      lines.line(indent, ARROW, " ", attributes.key(), ": ", ValueText.typed(attributes.value()));
    }
  }

  private static void entityRefs(Lines lines, EntityRefView refs) {
    for (int i = 0; refs.next(); i++) {
      if (i == 0) {
        lines.line("Resource entity refs:");
      }
      lines.line(ARROW, " Entity ref #", i, ":");
      lines.line("          -> Type: ", refs.type());
      if (!refs.schemaUrl().isEmpty()) {
        lines.line("          -> Schema URL: ", refs.schemaUrl());
      }
      keys(lines, "ID keys", refs.idKeys());
      keys(lines, "Description keys", refs.descriptionKeys());
    }
  }

  private static void keys(Lines lines, String header, RepeatedBytesView keys) {
    for (boolean first = true; keys.next(); first = false) {
      if (first) {
        lines.line("          -> ", header, ":");
      }
      lines.line("               -> ", keys.value());
    }
  }
}
