package dev.weir.collector.processors.schema;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.collector.processors.schema.SchemaConfig.Conventions;
import dev.weir.collector.processors.schema.SchemaConfig.Direction;
import dev.weir.collector.processors.schema.SchemaConfig.Family;
import dev.weir.collector.processors.schema.SchemaConfig.Migration;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest extends ProcessorContract<SchemaConfig> {
  private static final HttpClientConfig HTTP = HttpClientConfig.defaults("", Duration.ZERO);
  private static final List<Family> ALL = List.of(Family.values());

  private final TestContext context = new TestContext("schema");
  private final RecordingConsumer next = new RecordingConsumer();

  SchemaTest() {
    super(new SchemaFactory());
  }

  @Override
  protected SchemaConfig config() {
    return target("1.30.0");
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("targets");
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http.request.method",
    "http.status_code, http.response.status_code",
    "http.url, url.full",
    "http.scheme, url.scheme",
    "http.user_agent, user_agent.original",
    "net.peer.name, server.address",
    "net.peer.port, server.port",
    "net.sock.peer.addr, network.peer.address",
    "db.statement, db.query.text",
    "db.system, db.system.name",
    "db.name, db.namespace",
    "db.operation, db.operation.name",
    "db.sql.table, db.collection.name",
    "messaging.destination, messaging.destination.name",
    "messaging.message_id, messaging.message.id",
    "messaging.kafka.consumer.group, messaging.consumer.group.name",
    "rpc.system, rpc.system.name",
    "rpc.grpc.status_code, rpc.response.status_code"
  })
  void conventions_ofClientSpans_areRenamedThereAndBack(String old, String stable) {
    assertThat(convert(Direction.STABLE, false, client(attribute(old, "v"), attribute("x", 1))))
        .containsExactly(attribute(stable, "v"), attribute("x", 1));
    assertThat(convert(Direction.OLD, false, client(attribute(stable, "v"), attribute("x", 1))))
        .containsExactly(attribute(old, "v"), attribute("x", 1));
    assertThat(convert(Direction.STABLE, true, client(attribute(old, "v"))))
        .containsExactly(attribute(old, "v"), attribute(stable, "v"));
  }

  @Test
  void serverSpans_nameTheOtherSideOtherwise() {
    assertThat(
            convert(
                Direction.STABLE,
                false,
                span(
                    "a",
                    1,
                    attribute("net.peer.name", "client"),
                    attribute("net.host.name", "server"),
                    attribute("net.host.port", 80),
                    attribute("http.client_ip", "10.0.0.1"))))
        .containsExactly(
            attribute("client.address", "client"),
            attribute("server.address", "server"),
            attribute("server.port", 80),
            attribute("http.client_ip", "10.0.0.1"));
  }

  @Test
  void httpTarget_isPathAndQuery() {
    assertThat(convert(Direction.STABLE, false, client(attribute("http.target", "/a?b=1?2"))))
        .containsExactly(attribute("url.path", "/a"), attribute("url.query", "b=1?2"));
    assertThat(convert(Direction.STABLE, true, client(attribute("http.target", "/a"))))
        .containsExactly(attribute("http.target", "/a"), attribute("url.path", "/a"));
    assertThat(
            convert(
                Direction.OLD,
                false,
                client(attribute("url.path", "/a"), attribute("url.query", "b=1"))))
        .containsExactly(attribute("http.target", "/a?b=1"));
  }

  @Test
  void transport_changesItsValueToo() {
    assertThat(convert(Direction.STABLE, false, client(attribute("net.transport", "ip_tcp"))))
        .containsExactly(attribute("network.transport", "tcp"));
    assertThat(convert(Direction.OLD, false, client(attribute("network.transport", "udp"))))
        .containsExactly(attribute("net.transport", "ip_udp"));
    assertThat(convert(Direction.STABLE, false, client(attribute("net.transport", "pipe"))))
        .containsExactly(attribute("network.transport", "pipe"));
  }

  @Test
  void attributeThatIsThereAlready_isNotOverwritten() {
    assertThat(
            convert(
                Direction.STABLE,
                false,
                client(attribute("http.method", "GET"), attribute("http.request.method", "PUT"))))
        .containsExactly(attribute("http.method", "GET"), attribute("http.request.method", "PUT"));
  }

  @Test
  void otherFamilies_areLeftAlone() {
    SchemaConfig config = conventions(Direction.STABLE, List.of(Family.DATABASE), false);
    consume(
        config,
        TestData.spans(
            client(attribute("http.method", "GET"), attribute("db.name", "x")),
            client(attribute("http.target", "/"))));

    assertThat(next.spans().get(0).getAttributesList())
        .containsExactly(attribute("http.method", "GET"), attribute("db.namespace", "x"));
    assertThat(next.spans().get(1).getAttributesList())
        .containsExactly(attribute("http.target", "/"));
  }

  @Test
  void conventions_coverPointsAndLogRecordsAndEvents() {
    SchemaConfig config = conventions(Direction.STABLE, ALL, false);
    consume(config, TestData.logs(log("a", attribute("http.method", "GET"))));
    consume(config, TestData.metrics(TestMetrics.sum("s", 1, attribute("http.method", "GET"))));
    consume(
        config,
        TestData.spans(
            span("a", 1).toBuilder()
                .addEvents(Span.Event.newBuilder().addAttributes(attribute("message.id", 1)))
                .build()));

    KeyValue renamed = attribute("http.request.method", "GET");
    assertThat(next.logRecords().getFirst().getAttributesList()).containsExactly(renamed);
    assertThat(next.metricList().getFirst().getSum().getDataPoints(0).getAttributesList())
        .containsExactly(renamed);
    assertThat(next.spans().getFirst().getEvents(0).getAttributesList())
        .containsExactly(attribute("rpc.message.id", 1));
  }

  @Test
  void target_translatesSpansAndResourcesForwardAndBack() {
    ExportTraceServiceRequest old =
        traces(
            "1.19.0",
            List.of(attribute("deployment.environment", "prod")),
            attribute("http.method", "GET"),
            attribute("net.app.protocol.name", "http"),
            attribute("db.statement", "x"));
    consume(target("1.30.0"), TestData.batch(old));
    ExportTraceServiceRequest made = next.traces().getFirst();
    assertThat(made)
        .isEqualTo(
            traces(
                "1.30.0",
                List.of(attribute("deployment.environment.name", "prod")),
                attribute("http.request.method", "GET"),
                attribute("network.protocol.name", "http"),
                attribute("db.query.text", "x")));

    consume(target("1.19.0"), TestData.batch(made));
    assertThat(next.traces().getLast()).isEqualTo(old);
    assertThat(context.telemetry().value("otelcol_processor_schema_translated")).isEqualTo(4);
  }

  @Test
  void target_renamesMetricsAndTheirPoints() {
    Metric old =
        TestMetrics.gauge("process.runtime.jvm.memory.usage", 1, attribute("type", "heap"));
    Metric other = TestMetrics.gauge("mine", 1, attribute("type", "heap"));
    Metric cpu = TestMetrics.sum("system.cpu.time", 1, attribute("state", "idle"));
    ExportMetricsServiceRequest.Builder given = metrics("1.21.0", old, other, cpu).toBuilder();
    given.getResourceMetricsBuilder(0).getScopeMetricsBuilder(0).clearSchemaUrl();
    consume(target("1.40.0"), TestData.batch(given.build()));

    assertThat(next.metrics().getFirst())
        .isEqualTo(
            metrics(
                "1.40.0",
                TestMetrics.gauge("jvm.memory.used", 1, attribute("jvm.memory.type", "heap")),
                other,
                TestMetrics.sum("system.cpu.time", 1, attribute("cpu.mode", "idle"))));

    consume(target("1.21.0"), next.batches().getFirst());
    assertThat(next.metrics().getLast()).isEqualTo(metrics("1.21.0", old, other, cpu));
  }

  @Test
  void migration_keepsOldNamesOfWhatLiesBetween() {
    SchemaConfig config =
        new SchemaConfig(
            null,
            List.of(url("1.30.0")),
            List.of(new Migration(url("1.30.0"), url("1.25.0"))),
            List.of(),
            HTTP,
            Duration.ZERO,
            0,
            null);
    consume(
        config,
        TestData.batch(
            traces(
                "1.20.0",
                List.of(),
                attribute("http.method", "GET"),
                attribute("db.system", "x"))));

    assertThat(next.spans().getFirst().getAttributesList())
        .containsExactly(
            attribute("http.request.method", "GET"),
            attribute("db.system", "x"),
            attribute("db.system.name", "x"));
  }

  @Test
  void unknownAndMissingSchemas_areLeftAloneAndCounted() {
    ExportTraceServiceRequest unknown = traces("9.9.9", List.of(), attribute("http.method", "GET"));
    ExportTraceServiceRequest.Builder missing = unknown.toBuilder();
    missing.getResourceSpansBuilder(0).clearSchemaUrl();
    missing.getResourceSpansBuilder(0).getScopeSpansBuilder(0).clearSchemaUrl();
    Batch first = TestData.batch(unknown);
    Batch second = TestData.batch(missing.build());
    consume(target("1.30.0"), first);
    consume(target("1.30.0"), second);

    assertThat(next.batches()).containsExactly(first, second);
    assertThat(context.telemetry().value("otelcol_processor_schema_traces_failed")).isEqualTo(2);
    assertThat(context.telemetry().value("otelcol_processor_schema_traces_skipped")).isEqualTo(1);
  }

  @Test
  void scope_hasASchemaOfItsOwn() {
    ExportTraceServiceRequest.Builder given =
        traces("1.30.0", List.of(), attribute("http.method", "GET")).toBuilder();
    given.getResourceSpansBuilder(0).getScopeSpansBuilder(0).setSchemaUrl(url("1.20.0"));
    consume(target("1.30.0"), TestData.batch(given.build()));

    assertThat(next.spans().getFirst().getAttributesList())
        .containsExactly(attribute("http.request.method", "GET"));
    assertThat(next.traces().getFirst().getResourceSpans(0).getScopeSpans(0).getSchemaUrl())
        .isEqualTo(url("1.30.0"));
  }

  @Test
  void randomAttributes_areNeitherLostNorInvented() {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    List<String> names = new ArrayList<>();
    for (Versions.Change change : Versions.between(0, Versions.of(url("1.44.0")))) {
      names.add(change.from());
      names.add(change.to());
    }
    for (int round = 0; round < 300; round++) {
      Collections.shuffle(names, random);
      Set<String> keys = new HashSet<>(names.subList(0, 30));
      KeyValue[] attributes =
          keys.stream().map(key -> attribute(key, key)).toArray(KeyValue[]::new);
      String from = "1." + random.nextInt(45) + ".0";
      String to = "1." + random.nextInt(45) + ".0";
      RecordingConsumer out = new RecordingConsumer();
      factory
          .create(target(to), Signal.TRACES, context, out)
          .consume(TestData.batch(traces(from, List.of(), attributes)));

      List<KeyValue> made = out.spans().getFirst().getAttributesList();
      assertThat(made).as("seed %d", seed).extracting(KeyValue::getKey).doesNotHaveDuplicates();
      assertThat(made)
          .as("seed %d", seed)
          .extracting(each -> each.getValue().getStringValue())
          .containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  @Test
  void settingsThatCannotWork_areReported() {
    SchemaConfig broken =
        new SchemaConfig(
            null,
            List.of(url("1.99.0"), url("1.20.0")),
            List.of(new Migration("x", "y")),
            List.of("z"),
            HTTP,
            Duration.ofSeconds(-1),
            -1,
            null);
    assertThat(TestProblems.of(broken).settings())
        .containsExactly(
            "targets",
            "targets",
            "prefetch",
            "migration::0::target",
            "migration::0::from",
            "cache_cooldown",
            "cache_retry_limit");
  }

  private List<KeyValue> convert(Direction to, boolean keep, Span span) {
    RecordingConsumer out = new RecordingConsumer();
    factory
        .create(conventions(to, ALL, keep), Signal.TRACES, context, out)
        .consume(TestData.spans(span));
    return out.spans().getFirst().getAttributesList();
  }

  private void consume(SchemaConfig config, Batch batch) {
    factory.create(config, batch.signal(), context, next).consume(batch);
  }

  private static Span client(KeyValue... attributes) {
    return span("a", 1, attributes).toBuilder().setKind(Span.SpanKind.SPAN_KIND_CLIENT).build();
  }

  private static String url(String version) {
    return "https://opentelemetry.io/schemas/" + version;
  }

  private static SchemaConfig target(String version) {
    return config(null, List.of(url(version)));
  }

  private static SchemaConfig conventions(Direction to, List<Family> families, boolean keep) {
    return config(new Conventions(to, families, keep), List.of());
  }

  private static SchemaConfig config(@Nullable Conventions conventions, List<String> targets) {
    return new SchemaConfig(
        conventions, targets, List.of(), List.of(), HTTP, Duration.ZERO, 0, null);
  }

  private static ExportTraceServiceRequest traces(
      String version, List<KeyValue> resource, KeyValue... attributes) {
    ExportTraceServiceRequest.Builder request =
        TestData.spansRequest(
            TestData.resource("shop", resource.toArray(KeyValue[]::new)), span("a", 1, attributes))
            .toBuilder();
    request.getResourceSpansBuilder(0).setSchemaUrl(url(version));
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).setSchemaUrl(url(version));
    return request.build();
  }

  private static ExportMetricsServiceRequest metrics(String version, Metric... metrics) {
    ExportMetricsServiceRequest.Builder request =
        TestData.metricsRequest(TestData.resource("shop"), metrics).toBuilder();
    request.getResourceMetricsBuilder(0).setSchemaUrl(url(version));
    request.getResourceMetricsBuilder(0).getScopeMetricsBuilder(0).setSchemaUrl(url(version));
    return request.build();
  }
}
