package dev.weir.collector.connectors.routing;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.connectors.routing.RoutingConfig.Action;
import dev.weir.collector.connectors.routing.RoutingConfig.RouteConfig;
import dev.weir.collector.testkit.ConnectorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingConnectorTest extends ConnectorContract<RoutingConfig> {
  final RecordingConsumer alpha = new RecordingConsumer();
  final RecordingConsumer beta = new RecordingConsumer();
  final RecordingConsumer otherwise = new RecordingConsumer();
  final TestContext context =
      new TestContext("routing")
          .pipeline(Signal.TRACES, "traces/alpha", alpha)
          .pipeline(Signal.TRACES, "traces/beta", beta)
          .pipeline(Signal.TRACES, "traces/default", otherwise);

  RoutingConnectorTest() {
    super(new RoutingFactory());
  }

  @Override
  protected RoutingConfig config() {
    return new RoutingConfig(
        ids("traces", "metrics", "logs"),
        ErrorMode.IGNORE,
        true,
        List.of(
            new RouteConfig(
                "resource",
                "attributes[\"service.name\"] == \"no\"",
                "",
                Action.MOVE,
                ids("traces", "metrics", "logs"))));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("table");
  }

  @Test
  void tenants_goToTheirPipelinesAndTheRestToTheDefault() {
    route(
        tenants("team-alpha", "team-beta", "other"),
        statement("route() where resource.attributes[\"tenant.id\"] == \"team-alpha\"", "alpha"),
        statement("route() where resource.attributes[\"tenant.id\"] == \"team-beta\"", "beta"));

    assertThat(alpha.spanNames()).containsExactly("team-alpha");
    assertThat(beta.spanNames()).containsExactly("team-beta");
    assertThat(otherwise.spanNames()).containsExactly("other");
  }

  @Test
  void oneTenant_theVeryBatchIsHandedOn() {
    Batch batch = tenants("team-alpha");
    route(
        batch,
        condition("resource", "attributes[\"tenant.id\"] == \"team-alpha\"", Action.MOVE, "alpha"));

    assertThat(alpha.batches()).containsExactly(batch);
    assertThat(otherwise.batches()).isEmpty();
  }

  @Test
  void conditionWithoutContextAndPrefix_isOneOfTheResource() {
    route(
        tenants("team-alpha", "x"),
        statement("route() where attributes[\"tenant.id\"] == \"team-alpha\"", "alpha"));

    assertThat(alpha.spanNames()).containsExactly("team-alpha");
    assertThat(otherwise.spanNames()).containsExactly("x");
  }

  @Test
  void spans_areRoutedEach() {
    route(
        TestData.spans(span("a", 1), span("b", 2), span("c", 3)),
        condition("span", "name == \"a\"", Action.MOVE, "alpha"),
        condition("", "span.name != \"c\"", Action.MOVE, "beta"));

    assertThat(alpha.spanNames()).containsExactly("a");
    assertThat(beta.spanNames()).containsExactly("b");
    assertThat(otherwise.spanNames()).containsExactly("c");
  }

  @Test
  void conditions_mayCallConverters() {
    route(
        TestData.spans(span("ab", 1), span("b", 2), span("c", 3)),
        condition("span", "IsMatch(ToUpperCase(name), \"^A\")", Action.MOVE, "alpha"),
        statement("route() where Hex(SHA1(span.name)) == Hex(SHA1(\"b\"))", "beta"));

    assertThat(alpha.spanNames()).containsExactly("ab");
    assertThat(beta.spanNames()).containsExactly("b");
    assertThat(otherwise.spanNames()).containsExactly("c");
  }

  @Test
  void copy_leavesTheItemsToLaterRoutes() {
    route(
        TestData.spans(span("a", 1)),
        condition("span", "name == \"a\"", Action.COPY, "alpha"),
        condition("span", "name == \"a\"", Action.MOVE, "beta"));

    assertThat(alpha.spanNames()).containsExactly("a");
    assertThat(beta.spanNames()).containsExactly("a");
    assertThat(otherwise.batches()).isEmpty();
  }

  @Test
  void editor_changesWhatTheRouteTakes() {
    route(
        tenants("team-alpha", "x"),
        statement(
            "delete_key(resource.attributes, \"tenant.id\") where"
                + " resource.attributes[\"tenant.id\"] == \"team-alpha\"",
            "alpha"));

    assertThat(alpha.resources()).containsExactly(resource("shop"));
    assertThat(otherwise.resources())
        .containsExactly(resource("shop", attribute("tenant.id", "x")));
  }

  @Test
  void request_isRoutedByAHeader() {
    Batch batch = TestData.spans(span("a", 1)).withRequest(TestData.headers("x-tenant", "acme"));
    RouteConfig route =
        condition("request", "request[\"X-Tenant\"] == \"acme\"", Action.MOVE, "alpha");
    route(batch, route);
    route(TestData.spans(span("b", 1)), route);

    assertThat(alpha.batches()).containsExactly(batch);
    assertThat(otherwise.spanNames()).containsExactly("b");
  }

  @Test
  void withoutDefault_whatNoRouteTakesIsCounted() {
    RoutingConfig config =
        new RoutingConfig(
            List.of(),
            ErrorMode.IGNORE,
            true,
            List.of(condition("span", "name == \"a\"", Action.MOVE, "alpha")));
    factory
        .create(config, Signal.TRACES, context)
        .consume(TestData.spans(span("a", 1), span("b", 1)));

    assertThat(alpha.spanNames()).containsExactly("a");
    assertThat(context.losses().items("not_routed")).isEqualTo(1);
  }

  @Test
  void matchOnceFalse_sendsToEveryRoute() {
    RoutingConfig config =
        new RoutingConfig(
            ids("traces/default"),
            ErrorMode.IGNORE,
            false,
            List.of(
                condition("span", "name != \"c\"", Action.MOVE, "alpha"),
                condition("span", "name == \"b\"", Action.MOVE, "beta")));
    factory
        .create(config, Signal.TRACES, context)
        .consume(TestData.spans(span("a", 1), span("b", 1), span("c", 1)));

    assertThat(alpha.spanNames()).containsExactly("a", "b");
    assertThat(beta.spanNames()).containsExactly("b");
    assertThat(otherwise.spanNames()).containsExactly("c");
  }

  @Test
  void partRefusedForNow_refusesTheBatchForNow() {
    beta.refuseForNow(1);
    assertThatThrownBy(() ->
            route(
                TestData.spans(span("a", 1), span("b", 2)),
                condition("span", "name == \"a\"", Action.MOVE, "alpha"),
                condition("span", "name == \"b\"", Action.MOVE, "beta")))
        .isInstanceOf(RetryableRefusal.class);
  }

  @Test
  void partRefusedForGood_isCountedAsLost() {
    beta.refuseForGood();
    route(
        TestData.spans(span("a", 1), span("b", 2)),
        condition("span", "name == \"a\"", Action.MOVE, "alpha"),
        condition("span", "name == \"b\"", Action.MOVE, "beta"));

    assertThat(alpha.spanNames()).containsExactly("a");
    assertThat(context.losses().items("rejected")).isEqualTo(1);
  }

  @Test
  void problems_nameTheRoute() {
    assertThat(
            TestProblems.of(
                    new RoutingConfig(
                        List.of(),
                        ErrorMode.IGNORE,
                        true,
                        List.of(
                            statement("route() where resource.attribute[\"x\"] == 1", "alpha"),
                            condition("request", "request[x] == 1", Action.MOVE, "alpha"),
                            condition("log", "body == 1", Action.MOVE, "alpha"))))
                .settings())
        .contains("table::0::statement", "table::1::condition", "table::2::context");
  }

  private void route(Batch batch, RouteConfig... routes) {
    RoutingConfig config =
        new RoutingConfig(ids("traces/default"), ErrorMode.IGNORE, true, List.of(routes));
    assertThat(TestProblems.of(config).messages()).isEmpty();
    factory.create(config, Signal.TRACES, context).consume(batch);
  }

  private static Batch tenants(String... names) {
    var request = TestData.spansRequest(resource("shop")).toBuilder().clear();
    for (String name : names) {
      request.mergeFrom(
          TestData.spansRequest(resource("shop", attribute("tenant.id", name)), span(name, 1)));
    }
    return TestData.batch(request.build());
  }

  private static RouteConfig statement(String statement, String pipeline) {
    return new RouteConfig("", "", statement, Action.MOVE, ids("traces/" + pipeline));
  }

  private static RouteConfig condition(
      String context, String condition, Action action, String pipeline) {
    return new RouteConfig(context, condition, "", action, ids("traces/" + pipeline));
  }

  private static List<ComponentId> ids(String... names) {
    return Arrays.stream(names).map(ComponentId::parse).toList();
  }
}
