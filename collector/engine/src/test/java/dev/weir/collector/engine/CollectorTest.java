package dev.weir.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status;
import dev.weir.collector.engine.config.MetricsConfig;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CollectorTest {
  private static final BuildInfo BUILD = new BuildInfo("weir", "1.2.3");

  private final TestComponents components = new TestComponents();
  private final List<Collector> collectors = new ArrayList<>();

  @AfterEach
  void close() {
    collectors.forEach(Collector::close);
  }

  @Test
  void receiver_feedsAllPipelinesThatNameIt() {
    start(
        new TestConfig()
            .pipeline("traces", "push -> pass -> sink")
            .pipeline("traces/2", "push -> sink/2")
            .pipeline("logs", "push -> sink"));

    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 3));
    components.into("push", Signal.LOGS).consume(TestData.batch(Signal.LOGS, 2));

    assertThat(components.sink("sink", Signal.TRACES).items()).isEqualTo(3);
    assertThat(components.sink("sink/2", Signal.TRACES).items()).isEqualTo(3);
    assertThat(components.sink("sink", Signal.LOGS).items()).isEqualTo(2);
    assertThat(components.receiver("push").consumer(Signal.METRICS, "test")).isNull();
  }

  @Test
  void edges_countWhatPassesAndShowItToTaps() {
    Collector collector =
        start(
            new TestConfig()
                .pipeline("traces", "push -> pass -> sink, link")
                .pipeline("traces/2", "link -> sink/2"));
    List<Integer> seen = new ArrayList<>();
    collector.edges().forEach(edge -> edge.tap(batch -> seen.add(batch.items())));

    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 3));

    assertThat(collector.edges().stream().map(edge -> edge.from() + " > " + edge.to()))
        .containsExactlyInAnyOrder(
            "receiver:push > processor:pass@traces",
            "processor:pass@traces > exporter:sink@traces",
            "processor:pass@traces > connector:link@traces",
            "connector:link@traces > pipeline:traces/2",
            "pipeline:traces/2 > exporter:sink/2@traces");
    assertThat(collector.edges()).allMatch(edge -> edge.items() == 3 && edge.batches() == 1);
    assertThat(seen).hasSize(5).containsOnly(3);
  }

  @Test
  void sameExporterInTwoPipelinesOfASignal_isOneInstance() {
    start(
        new TestConfig()
            .pipeline("traces", "push -> sink, sink")
            .pipeline("traces/2", "push/2 -> sink")
            .pipeline("logs", "push -> sink"));

    assertThat(components.events).containsOnlyOnce("start push").containsOnlyOnce("start push/2");
    assertThat(components.events.stream().filter("start sink"::equals)).hasSize(2);
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 1));
    assertThat(components.sink("sink", Signal.TRACES).items()).isEqualTo(1);
  }

  @Test
  void connectors_leadBetweenPipelinesAndSignals() {
    start(
        new TestConfig()
            .pipeline("traces", "push -> link, count")
            .pipeline("traces/a", "link -> sink/a")
            .pipeline("traces/b", "link -> sink/b")
            .pipeline("metrics", "count -> sink"));

    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 4));

    assertThat(components.sink("sink/a", Signal.TRACES).items()).isEqualTo(4);
    assertThat(components.sink("sink/b", Signal.TRACES).items()).isEqualTo(4);
    assertThat(components.sink("sink", Signal.METRICS).items()).isEqualTo(1);
  }

  @Test
  void life_startsFromTheEndAndStopsFromTheBeginning() {
    Collector collector =
        start(
            new TestConfig()
                .pipeline("traces", "push -> pass, hold -> link")
                .pipeline("traces/2", "link -> pass/2 -> sink")
                .extension("ext"));
    assertThat(components.events)
        .containsExactly(
            "start ext",
            "start sink",
            "start pass/2",
            "start link",
            "start hold",
            "start pass",
            "start push");
    components.events.clear();

    collector.close();

    assertThat(components.events)
        .containsExactly(
            "stop push",
            "stop pass",
            "stop hold",
            "stop link",
            "stop pass/2",
            "stop sink",
            "stop ext");
    assertThat(collector.health().components().values())
        .extracting(Status::level)
        .containsOnly(Status.Level.STOPPED);
  }

  @Test
  void shutdown_handsOnWhatIsHeldAndReportsIt() {
    Collector collector = start(new TestConfig().pipeline("traces", "push -> hold -> sink"));
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 5));
    assertThat(components.sink("sink", Signal.TRACES).items()).isZero();

    ShutdownReport report = collector.shutdown(Duration.ofSeconds(5));

    assertThat(components.sink("sink", Signal.TRACES).items()).isEqualTo(5);
    assertThat(report.isClean()).isTrue();
    assertThat(report.delivered()).hasToString("[5 spans (exporter:sink)]");
    assertThat(collector.shutdown(Duration.ZERO)).isSameAs(report);
  }

  @Test
  void shutdownThatCannotDeliver_namesWhatIsLost() {
    Collector collector = start(new TestConfig().pipeline("traces", "push -> hold -> sink"));
    components.sink("sink", Signal.TRACES).refuseForNow();
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 5));

    ShutdownReport report = collector.shutdown(Duration.ofSeconds(5));

    assertThat(report.isClean()).isFalse();
    assertThat(report.lost()).hasToString("[5 spans (processor:hold, shutdown)]");
    assertThat(collector.metrics())
        .contains(
            "otelcol_dropped_items{component=\"processor:hold\",otel_signal=\"traces\","
                + "reason=\"shutdown\"} 5\n");
  }

  @Test
  void componentThatHangs_isAbandonedAndNamedAndTheRestStops() {
    Collector collector =
        start(new TestConfig().pipeline("traces", "push -> hold -> sink").extension("ext"));
    components.sink("sink", Signal.TRACES).block();
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 5));

    long before = System.nanoTime();
    ShutdownReport report = collector.shutdown(Duration.ofMillis(200));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThat(report.late()).containsExactly("\"hold\" processor");
    assertThat(components.events).contains("stop sink", "stop ext");
    components.sink("sink", Signal.TRACES).release();
  }

  @Test
  void failingStart_stopsWhatHadStartedAndNamesTheComponent() {
    components.failing.add("push");
    components.thrown = new StartException("port 4317 is in use");
    Collector collector = make(new TestConfig().pipeline("traces", "push -> pass -> sink"));

    assertThatThrownBy(collector::start)
        .isInstanceOf(StartException.class)
        .hasMessage("failed to start \"push\" receiver: port 4317 is in use");
    assertThat(components.events)
        .containsExactly(
            "start sink", "start pass", "start push", "stop push", "stop pass", "stop sink");
    assertThat(collector.shutdown(Duration.ofSeconds(1)).isClean()).isTrue();
  }

  @Test
  void pipelinesThatCannotBeBuilt_areRefusedWithAllReasons() {
    Collector collector =
        make(
            new TestConfig()
                .pipeline("logs", "push -> spans -> sink")
                .pipeline("traces", "push -> link"));

    assertThatThrownBy(collector::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("telemetry type is not supported")
        .hasMessageContaining("\nconnectors::link: connector \"link\" used as exporter");
    assertThat(components.events).isEmpty();
  }

  @Test
  void counts_standUnderTheNamesOfTheGoCollector() {
    Collector collector =
        start(
            new TestConfig()
                .pipeline("traces", "push -> pass -> sink")
                .metrics(new MetricsConfig(MetricsConfig.Level.DETAILED, List.of(), null)));
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 3));
    components.sink("sink", Signal.TRACES).refuseForNow();
    assertThatThrownBy(
            () -> components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 2)))
        .isInstanceOf(RetryableRefusal.class);

    assertThat(collector.metrics())
        .contains("otelcol_receiver_accepted_spans{receiver=\"push\",transport=\"test\"} 3\n")
        .contains("otelcol_receiver_refused_spans{receiver=\"push\",transport=\"test\"} 2\n")
        .contains("otelcol_receiver_failed_spans{receiver=\"push\",transport=\"test\"} 0\n")
        .contains("otelcol_processor_incoming_items{otel_signal=\"traces\",processor=\"pass\"} 5\n")
        .contains("otelcol_processor_outgoing_items{otel_signal=\"traces\",processor=\"pass\"} 5\n")
        .contains(
            "otelcol_processor_internal_duration_count{otel_signal=\"traces\",processor=\"pass\"}"
                + " 2\n");
  }

  @Test
  void defectOfAComponent_refusesForGoodAndIsCounted() {
    Collector collector = start(new TestConfig().pipeline("traces", "push -> fail -> sink"));

    assertThatThrownBy(
            () -> components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 2)))
        .isInstanceOf(PermanentRefusal.class)
        .hasMessage("internal error in processor \"fail\": IllegalStateException");
    assertThat(collector.metrics())
        .contains("otelcol_component_errors{component=\"processor:fail\"} 1\n")
        .contains("otelcol_receiver_refused_spans{receiver=\"push\",transport=\"test\"} 2\n");
  }

  @Test
  void wantOfMemory_refusesForNow() {
    components.thrown = new OutOfMemoryError("the test is out of memory");
    start(new TestConfig().pipeline("traces", "push -> fail -> sink"));

    assertThatThrownBy(
            () -> components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 2)))
        .isInstanceOfSatisfying(
            RetryableRefusal.class,
            refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void mayBlock_passesThrough() {
    components.sink("sink", Signal.TRACES).mayBlock(true);
    start(
        new TestConfig()
            .pipeline("traces", "push -> pass -> sink")
            .pipeline("logs", "push -> pass -> sink"));

    assertThat(components.into("push", Signal.TRACES).mayBlock()).isTrue();
    assertThat(components.into("push", Signal.LOGS).mayBlock()).isFalse();
  }

  @Test
  void fatalError_endsTheWait() throws InterruptedException {
    Collector collector = start(new TestConfig().pipeline("traces", "push -> sink"));

    components.context("push").status().fatalError("the disk is gone");

    assertThat(collector.awaitFatal()).isEqualTo("receiver:push: the disk is gone");
  }

  @Test
  void shutdown_endsTheWaitForAFatalError() {
    Collector collector = start(new TestConfig().pipeline("traces", "push -> sink"));
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return collector.awaitFatal();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    collector.close();

    assertThat(waiting.join()).isEmpty();
  }

  @Test
  void health_followsTheLifeAndTheComponents() {
    Collector collector = make(new TestConfig().pipeline("traces", "push -> sink"));
    List<Phase> phases = new ArrayList<>();
    collector.health().onPhase(phases::add);
    assertThat(collector.health().phase()).isEqualTo(Phase.STARTING);
    collector.start();

    components.context("sink").status().recoverableError("cannot connect");
    components.context("push").status().notReady("queue full");
    components.context("push").memory().limit(100, 50);
    components.context("push").memory().reserve(1000);

    assertThat(collector.health().components())
        .hasEntrySatisfying(
            "exporter:sink",
            status -> {
              assertThat(status.level()).isEqualTo(Status.Level.RECOVERABLE_ERROR);
              assertThat(status.reason()).isEqualTo("cannot connect");
            })
        .hasEntrySatisfying(
            "receiver:push", status -> assertThat(status.level()).isEqualTo(Status.Level.OK));
    assertThat(collector.health().pipelines())
        .containsEntry("traces", List.of("receiver:push", "exporter:sink"));
    assertThat(collector.health().reasonsNotReady())
        .containsExactly("memory limit reached", "receiver:push: queue full");
    collector.close();
    assertThat(phases).containsExactly(Phase.RUNNING, Phase.STOPPING);
  }

  @Test
  void extensionsAreFoundByNameAndKind() {
    start(new TestConfig().pipeline("traces", "push -> sink").extension("ext"));
    var context = components.context("push");

    assertThat(context.extension(ComponentId.parse("ext"), Extension.class)).isNotNull();
    assertThatThrownBy(() -> context.extension(ComponentId.parse("ext/2"), Extension.class))
        .isInstanceOf(StartException.class)
        .hasMessage("there is no extension \"ext/2\" in service::extensions (expected: ext)");
    assertThatThrownBy(() -> context.extension(ComponentId.parse("ext"), CharSequence.class))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("extension \"ext\" is not a CharSequence");
  }

  @Test
  void metricsReader_servesOverHttp() throws Exception {
    Collector collector =
        start(new TestConfig().pipeline("traces", "push -> sink").metrics(prometheus(0)));
    components.into("push", Signal.TRACES).consume(TestData.batch(Signal.TRACES, 3));

    URI uri = URI.create("http://localhost:" + collector.metricsPorts().getFirst() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body())
          .contains("otelcol_receiver_accepted_spans{receiver=\"push\",transport=\"test\"} 3\n")
          .contains("otelcol_process_uptime ", "otelcol_memory_limit_bytes ", "jvm_cpu_count ")
          .contains("service_name=\"weir\"", "service_version=\"1.2.3\"");
    }
  }

  @Test
  void metricsPortInUse_failsTheStartBeforeAnyComponentStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("localhost", 0));
      Collector collector =
          make(
              new TestConfig()
                  .pipeline("traces", "push -> sink")
                  .metrics(prometheus(taken.getLocalPort())));

      assertThatThrownBy(collector::start)
          .isInstanceOf(StartException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
      assertThat(components.events).isEmpty();
    }
  }

  private static MetricsConfig prometheus(int port) {
    var page = new MetricsConfig.Prometheus("localhost", port, true, true, true, null);
    var reader =
        new MetricsConfig.Reader(
            null, new MetricsConfig.Pull(new MetricsConfig.PullExporter(page)), List.of());
    return new MetricsConfig(MetricsConfig.Level.NORMAL, List.of(reader), null);
  }

  private Collector start(TestConfig config) {
    Collector collector = make(config);
    collector.start();
    return collector;
  }

  private Collector make(TestConfig config) {
    Collector collector = new Collector(config.build(), components.factories(), BUILD);
    collectors.add(collector);
    return collector;
  }
}
