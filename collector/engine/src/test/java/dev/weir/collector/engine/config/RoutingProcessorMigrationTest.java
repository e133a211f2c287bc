package dev.weir.collector.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.migrate.Migration;
import dev.weir.collector.engine.config.migrate.Migration.Migrated;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingProcessorMigrationTest {
  record Route(
      String context, String condition, String statement, String action, List<String> pipelines)
      implements ComponentConfig {}

  record Routing(
      List<String> defaultPipelines,
      @Nullable String errorMode,
      @Nullable Boolean matchOnce,
      List<Route> table)
      implements ComponentConfig {}

  private static final ComponentFactories FACTORIES =
      ComponentFactories.of(
          new Fakes.FakeReceiver("otlp", List.of(), new Fakes.None()),
          new Fakes.FakeReceiver("nop", List.of(), new Fakes.None()),
          new Fakes.FakeProcessor("batch", new Fakes.None()),
          new Fakes.FakeExporter("nop", List.of(), new Fakes.None()),
          new Fakes.FakeExporter("debug", List.of(), new Fakes.None()),
          new Fakes.FakeConnector("routing", new Routing(List.of(), null, null, List.of())));

  private static final String OLD =
      """
      receivers:
        nop:
      processors:
        batch:
        # tenants
        routing:
          from_attribute: X-Tenant # a header
          default_exporters: [nop]
          table:
            - value: acme
              exporters: [nop/acme]
            - value: ecorp
              exporters: [nop/ecorp, nop]
        batch/late:
      exporters:
        nop:
        nop/acme: # theirs
        nop/ecorp:
      service:
        pipelines:
          # all of them
          traces:
            receivers: [nop]
            processors: [batch, routing, batch/late]
            exporters: [nop, nop/acme, nop/ecorp] # all
      """;

  private static final String NEW =
      """
      receivers:
        nop:
      processors:
        batch:
        # tenants
        batch/late:
      exporters:
        nop:
        nop/acme: # theirs
        nop/ecorp:
      service:
        pipelines:
          # all of them
          traces:
            receivers: [nop]
            processors: [batch]
            exporters: [routing] # all
          traces/routing/nop:
            receivers: [routing]
            exporters: [nop]
          traces/routing/nop/acme:
            receivers: [routing]
            exporters: [nop/acme]
          traces/routing/nop/ecorp-nop:
            receivers: [routing]
            exporters: [nop/ecorp, nop]
      connectors:
        routing:
          default_pipelines: [traces/routing/nop]
          table:
            - context: request
              condition: 'request["X-Tenant"] == "acme"'
              pipelines: [traces/routing/nop/acme]
            - context: request
              condition: 'request["X-Tenant"] == "ecorp"'
              pipelines: [traces/routing/nop/ecorp-nop]
      """;

  @Test
  void tableOfHeaders_becomesAConnectorAndAPipelineForEachListOfExporters() throws YamlException {
    Migrated migrated = Migration.migrate(new Source("old.yaml", OLD), FACTORIES);

    assertThat(migrated.text()).isEqualTo(NEW);
    assertThat(migrated.changes()).hasSize(1);
    Problem told = migrated.changes().getFirst();
    assertThat(told.path()).isEqualTo("processors::routing");
    assertThat(told.line()).isEqualTo(6);
    assertThat(told.toString())
        .contains("the routing processor was removed", "traces/routing/nop/ecorp-nop");
  }

  @Test
  void newText_staysAsItIs() throws YamlException {
    Migrated migrated = Migration.migrate(new Source("new.yaml", NEW), FACTORIES);

    assertThat(migrated.text()).isEqualTo(NEW);
    assertThat(migrated.changes()).isEmpty();
  }

  @Test
  void bothTexts_meanTheSame() {
    assertThat(load(NEW).warnings()).isEmpty();
    assertThat(ConfigPrinter.yaml(load(OLD).config().orElseThrow(), false))
        .isEqualTo(ConfigPrinter.yaml(load(NEW).config().orElseThrow(), false));
  }

  @Test
  void attributeOfTheResource_becomesACondition() {
    Routing routing = routing(tenants("attribute_source: resource", "value: 'a\"c\\me'"));

    assertThat(routing.matchOnce()).isNull();
    assertThat(routing.table())
        .containsExactly(
            new Route(
                "",
                "resource.attributes[\"tenant\"] == \"a\\\"c\\\\me\"",
                "",
                "",
                List.of("traces/routing/nop/a")));
  }

  @Test
  void attributeToDrop_isDeletedWhereItDecides() {
    Routing routing =
        routing(
            tenants(
                "attribute_source: resource\n    drop_resource_routing_attribute: true",
                "value: acme"));

    assertThat(routing.table().getFirst().statement())
        .isEqualTo(
            "delete_key(resource.attributes, \"tenant\") where resource.attributes[\"tenant\"] =="
                + " \"acme\"");
  }

  @Test
  void statements_sendToEveryRouteThatTakesThemAndFailAsBefore() {
    String statement = "statement: 'route() where resource.attributes[\"a\"] == 1'";
    Routing routing = routing(tenants("error_mode: ignore", statement));
    Routing strict = routing(tenants("", statement.replace("statement", "expression")));

    assertThat(routing.matchOnce()).isFalse();
    assertThat(routing.errorMode()).isEqualTo("ignore");
    assertThat(strict.errorMode()).isEqualTo("propagate");
    assertThat(strict.table().getFirst().statement())
        .isEqualTo("route() where resource.attributes[\"a\"] == 1");
  }

  @Test
  void sameValueTwice_isOneRouteWithAllExporters() {
    Routing routing =
        routing(
            tenants("", "value: acme")
                .replace(
                    "exporters: [nop/a]}", "exporters: [nop/a]}, {value: acme, exporters: [nop]}"));

    assertThat(routing.table()).hasSize(1);
    assertThat(routing.table().getFirst().pipelines()).containsExactly("traces/routing/nop/a-nop");
  }

  @Test
  void severalSignals_shareTheConnectorAndUseTheExportersOfTheirPipelines() {
    String text =
        tenants("", "value: acme")
            .replace(
                "exporters: [nop, nop/a]}",
                "exporters: [nop, nop/a]}, logs/x: {receivers: [nop], processors: [routing],"
                    + " exporters: [nop]}");
    CollectorConfig config = load(text).config().orElseThrow();

    assertThat(config.service().pipelines().keySet())
        .extracting(ComponentId::toString)
        .containsExactlyInAnyOrder(
            "traces", "logs/x", "traces/routing/nop", "logs/routing/nop", "traces/routing/nop/a");
    assertThat(routing(text).defaultPipelines())
        .containsExactly("traces/routing/nop", "logs/routing/nop");
  }

  @Test
  void connectorAndPipelineOfTheSameName_areNotReplaced() {
    String text =
        tenants("", "value: acme")
            .replace(
                "pipelines: {",
                "pipelines: {traces/routing/routing/nop: {receivers: [nop], exporters: [nop]}, ")
            .concat("connectors: {routing: }\n");
    LoadResult result = load(text);

    assertThat(result.warnings()).hasSize(1);
    assertThat(result.warnings().getFirst().suggestion())
        .contains("\"routing/routing\"", "traces/routing/routing/nop_,");
  }

  @Test
  void headersOfGrpc_areKept() throws YamlException {
    String text =
        """
        receivers:
          otlp:
            protocols:
              grpc:
              http:
          otlp/b:
            protocols: {grpc: {endpoint: "a:1"}}
        processors:
          routing: {from_attribute: a, table: [{value: b, exporters: [nop]}]}
        exporters: {nop: }
        service:
          pipelines:
            traces: {receivers: [otlp, otlp/b], processors: [routing], exporters: [nop]}
        """;

    assertThat(Migration.migrate(new Source("a", text), FACTORIES).text())
        .contains(
            "      grpc:\n        include_metadata: true\n      http:\n",
            "protocols: {grpc: {endpoint: \"a:1\", include_metadata: true}}");
  }

  @Test
  void processorInNoPipeline_isLeftOut() {
    String text = tenants("", "value: acme").replace("processors: [routing], ", "");
    LoadResult result = load(text);

    assertThat(result.config().orElseThrow().connectors()).isEmpty();
    assertThat(result.warnings().getFirst().suggestion()).contains("no pipeline has it");
  }

  @Test
  void tableThatCannotWork_isRefusedWithAllReasons() {
    String text =
        """
        attribute_source: contxt
            drop_resource_routing_attribute: true
            from_attribute: ''\
        """;
    LoadResult result =
        load(
            tenants(text, "value: acme")
                .replace("    from_attribute: tenant\n", "")
                .replace("exporters: [nop/a]}", "exporters: []}, {exporters: [nop]}"));

    assertThat(result.errors())
        .extracting(Problem::sentence)
        .contains(
            "processors::routing::attribute_source: contxt (expected: context or resource)",
            "processors::routing::from_attribute: is missing (expected: the name, since the table"
                + " has values)",
            "processors::routing::drop_resource_routing_attribute: there is no attribute to drop"
                + " (expected: attribute_source: resource)",
            "processors::routing::table: no exporters for the route \"acme\" (expected: at least"
                + " one exporter)",
            "processors::routing::table: a route is empty or has both (expected: a value or a"
                + " statement)");
    assertThat(result.errors())
        .anySatisfy(error ->
            assertThat(error.suggestion()).contains("with a complete table the routing connector"));
  }

  private static String tenants(String settings, String route) {
    return """
    receivers: {nop: }
    processors:
      routing:
        from_attribute: tenant
        default_exporters: [nop]
        %s
        table: [{%s, exporters: [nop/a]}]
    exporters: {nop: , nop/a: }
    service:
      pipelines: {traces: {receivers: [nop], processors: [routing], exporters: [nop, nop/a]}}
    """
        .formatted(settings, route);
  }

  private static Routing routing(String yaml) {
    LoadResult result = load(yaml);
    assertThat(result.errors()).isEmpty();
    return (Routing)
        result.config().orElseThrow().connectors().values().stream().findFirst().orElseThrow();
  }

  private static LoadResult load(String yaml) {
    return ConfigLoader.load(
        List.of("yaml:" + yaml), List.of(), FACTORIES, Environment.of(Map.of()));
  }
}
