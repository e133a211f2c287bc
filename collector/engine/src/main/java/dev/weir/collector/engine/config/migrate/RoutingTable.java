package dev.weir.collector.engine.config.migrate;

import static dev.weir.collector.engine.config.migrate.Paths.join;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the routing processor of former versions was told.
///
/// @param path where it stands
/// @param byHeader whether values are those of a header, rather than of a resource's attribute
/// @param attribute the name of that header or attribute; empty when no route has a value
/// @param drop whether the attribute is taken out of what is routed
/// @param errorMode empty when it is not given
/// @param defaultExporters where what no route took went
record RoutingTable(
    String path,
    boolean byHeader,
    String attribute,
    boolean drop,
    String errorMode,
    Set<String> defaultExporters,
    List<Route> routes) {

  /// One route, which has either a value or a statement.
  record Route(String value, String statement, Set<String> exporters) {
    boolean isStatement() {
      return !statement.isEmpty();
    }
  }

  boolean hasStatements() {
    return routes.stream().anyMatch(Route::isStatement);
  }

  boolean hasValues() {
    return !routes.stream().allMatch(Route::isStatement);
  }

  /// The table below a path, or null when it cannot work, which is said.
  static @Nullable RoutingTable read(Document document, String path) {
    String source = text(document, join(path, "attribute_source"));
    var table =
        new RoutingTable(
            path,
            !source.equals("resource"),
            text(document, join(path, "from_attribute")),
            text(document, join(path, "drop_resource_routing_attribute")).equals("true"),
            text(document, join(path, "error_mode")),
            texts(document, join(path, "default_exporters")),
            routes(document, join(path, "table")));
    return table.isComplete(document, source) ? table : null;
  }

  /// The routes; those with the same value are one, since each value has one list of exporters.
  private static List<Route> routes(Document document, String path) {
    List<Route> routes = new ArrayList<>();
    Map<String, Route> byValue = new LinkedHashMap<>();
    for (int i = 0; i < document.size(path); i++) {
      String item = join(path, Integer.toString(i));
      String statement = text(document, join(item, "statement"));
      Route route =
          new Route(
              text(document, join(item, "value")),
              statement.isEmpty() ? text(document, join(item, "expression")) : statement,
              texts(document, join(item, "exporters")));
      Route same = route.isStatement() ? null : byValue.putIfAbsent(route.value(), route);
      if (same == null) {
        routes.add(route);
      } else {
        same.exporters().addAll(route.exporters());
      }
    }
    return routes;
  }

  private boolean isComplete(Document document, String source) {
    int faults = 0;
    if (!List.of("", "context", "resource").contains(source)) {
      faults += fault(document, "attribute_source", source, "context or resource");
    }
    if (routes.isEmpty()) {
      faults += fault(document, "table", "the routing table is empty", "at least one route");
    }
    if (hasValues() && attribute.isEmpty()) {
      faults +=
          fault(document, "from_attribute", "is missing", "the name, since the table has values");
    }
    if (drop && byHeader) {
      faults +=
          fault(
              document,
              "drop_resource_routing_attribute",
              "there is no attribute to drop",
              "attribute_source: resource");
    }
    for (Route route : routes) {
      faults += faults(document, route);
    }
    return faults == 0;
  }

  private int faults(Document document, Route route) {
    if (route.isStatement() != route.value().isEmpty()) {
      return fault(document, "table", "a route is empty or has both", "a value or a statement");
    }
    if (route.exporters().isEmpty()) {
      String name = route.isStatement() ? route.statement() : route.value();
      return fault(
          document,
          "table",
          "no exporters for the route \"" + name + "\"",
          "at least one exporter");
    }
    return 0;
  }

  private int fault(Document document, String key, String message, String expected) {
    document.refuse(join(path, key), message, expected);
    return 1;
  }

  private static String text(Document document, String path) {
    String text = document.text(path);
    return text == null ? "" : text.strip();
  }

  private static Set<String> texts(Document document, String path) {
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < document.size(path); i++) {
      texts.add(text(document, join(path, Integer.toString(i))));
    }
    return texts;
  }
}
