package dev.weir.collector.engine;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Health;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.TelemetryConfig;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.graph.Edge;
import dev.weir.collector.engine.graph.GraphRules;
import dev.weir.collector.engine.graph.GraphServices;
import dev.weir.collector.engine.graph.PipelineGraph;
import dev.weir.collector.engine.health.HealthBoard;
import dev.weir.collector.engine.logs.Logs;
import dev.weir.collector.engine.telemetry.Deliveries;
import dev.weir.collector.engine.telemetry.LossTotals;
import dev.weir.collector.engine.telemetry.MetricReaders;
import dev.weir.collector.engine.telemetry.MetricRegistry;
import dev.weir.collector.engine.telemetry.Naming;
import dev.weir.collector.engine.telemetry.PrometheusText;
import dev.weir.collector.engine.telemetry.Views;
import dev.weir.collector.helper.memory.JvmMemoryBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A whole collector: the pipelines of one configuration, with what they say of themselves.
///
/// It is made, started, and shut down, each once; [#close] shuts down as well, so that it can stand
/// in a `try`. Any thread may call it.
///
/// ```java
/// try (var collector = new Collector(config, ComponentFactories.load(), build)) {
///   collector.start();
///   …
/// }
/// ```
public final class Collector implements AutoCloseable {
  private static final Duration ON_CLOSE = Duration.ofSeconds(25);

  private final CollectorConfig config;
  private final ComponentFactories factories;
  private final BuildInfo build;
  private final Logs logs;
  private final MetricRegistry metrics;
  private final LossTotals losses;
  private final JvmMemoryBudget memory;
  private final HealthBoard health;
  private final Map<String, String> resource;
  private final CompletableFuture<String> fatal = new CompletableFuture<>();

  // guarded by this
  private boolean isStarted;
  private volatile @Nullable PipelineGraph graph;
  private @Nullable MetricReaders readers;
  private @Nullable ShutdownReport report;

  /// A collector that has not started. Opens the log.
  ///
  /// @param build names the collector, to its destinations and in its own telemetry
  /// @throws StartException when the log cannot be written
  public Collector(CollectorConfig config, ComponentFactories factories, BuildInfo build) {
    TelemetryConfig telemetry = config.service().telemetry();
    this.config = config;
    this.factories = factories;
    this.build = build;
    resource = OwnResource.of(telemetry.resource(), build);
    logs = new Logs(telemetry.logs(), resource);
    logs.sendToProcessors(telemetry.logs(), resource, build);
    metrics = new MetricRegistry(Views.of(telemetry.metrics()));
    losses = new LossTotals(metrics);
    memory = JvmMemoryBudget.ofThisProcess(logs.root());
    health = new HealthBoard(PipelineGraph.components(config), memory::isLimited, fatal::complete);
  }

  /// Takes over what libraries write to the platform's log, from warnings on. For a collector that
  /// is the whole process; call it before [#start].
  public void takeOverLibraryLogs() {
    logs.takeOverLibraries();
  }

  /// Starts everything, and returns when data flows.
  ///
  /// @throws StartException when something cannot start; then nothing is left open but the log,
  ///   until this is closed
  public synchronized void start() {
    if (isStarted || report != null) {
      throw new IllegalStateException("a collector starts once");
    }
    isStarted = true;
    log()
        .info(
            "Starting " + build.command(),
            "version",
            build.version(),
            "cpus",
            Runtime.getRuntime().availableProcessors(),
            "heap_mib",
            Runtime.getRuntime().maxMemory() >> 20);
    checkPipelines();
    memoryMetrics();
    PipelineGraph made = PipelineGraph.build(config, factories, services());
    MetricReaders opened = openReaders();
    try {
      made.start();
    } catch (StartException e) {
      opened.close();
      throw e;
    }
    graph = made;
    readers = opened;
    health.enter(Phase.RUNNING);
    log().info("Everything is ready. Begin running and processing data.");
  }

  /// Waits until a component cannot go on, or until this is shut down.
  ///
  /// @return the component and the reason; empty after a shutdown
  public String awaitFatal() throws InterruptedException {
    try {
      return fatal.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes no more, hands on what is held, and ends. Calling it again changes nothing.
  ///
  /// @param timeout by when all is over; what is not delivered then is lost
  public synchronized ShutdownReport shutdown(Duration timeout) {
    if (report != null) {
      return report;
    }
    Deadline deadline = Deadline.after(timeout);
    log().info("Starting shutdown...");
    health.enter(Phase.STOPPING);
    List<String> late = graph == null ? List.of() : graph.stop(deadline);
    if (readers != null) {
      readers.close();
    }
    memory.close();
    ShutdownReport made = new ShutdownReport(Deliveries.of(metrics), losses.lost(), late);
    report = made;
    summarize(made);
    logs.close();
    fatal.complete("");
    return made;
  }

  /// Leaves a [#shutdown] that is under way no more time: what is not delivered by now is counted
  /// as lost.
  public void hasten() {
    PipelineGraph stopping = graph;
    if (stopping != null) {
      stopping.hasten();
    }
  }

  /// [#shutdown] with 25 seconds of time.
  @Override
  public void close() {
    shutdown(ON_CLOSE);
  }

  public Health health() {
    return health;
  }

  /// The log of the collector as a whole.
  public Log log() {
    return logs.root();
  }

  /// The collector's metrics in Prometheus' text format, whatever `service::telemetry` says.
  public String metrics() {
    return PrometheusText.write(metrics, resource, Naming.PLAIN, build);
  }

  /// The ways between the components of the running pipelines; none before the start.
  public List<Edge> edges() {
    PipelineGraph running = graph;
    return running == null ? List.of() : running.edges();
  }

  /// Tells the present value of each counter and gauge, with name and labels, whatever
  /// `service::telemetry` says.
  public void forEachValue(String prefix, MetricRegistry.ValueReader reader) {
    metrics.forEachValue(prefix, reader);
  }

  /// What parts of the program that are no components, and serve this collector, are given.
  public ComponentContext context() {
    return new OwnContext(services());
  }

  /// The ports that serve metrics, in the order of the readers; empty before the start.
  public synchronized List<Integer> metricsPorts() {
    return readers == null ? List.of() : readers.ports();
  }

  private void checkPipelines() {
    var errors =
        GraphRules.check(config, factories, path -> Position.UNKNOWN).stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .map(Problem::sentence)
            .toList();
    if (!errors.isEmpty()) {
      throw new StartException(String.join("\n", errors));
    }
  }

  private MetricReaders openReaders() {
    var settings = config.service().telemetry().metrics();
    return MetricReaders.open(settings, metrics, resource, new OwnContext(services()));
  }

  private GraphServices services() {
    var level = Telemetry.Level.valueOf(config.service().telemetry().metrics().level().name());
    return new GraphServices(build, resource, logs, metrics, level, losses, health, memory);
  }

  private void memoryMetrics() {
    metrics.gauge(
        "otelcol_memory_reserved_bytes",
        "Telemetry that the process holds or has admitted",
        "By",
        Map.of(),
        memory::reserved);
    metrics.gauge(
        "otelcol_memory_used_bytes",
        "Live heap, direct memory and reserved bytes, as limited",
        "By",
        Map.of(),
        memory::usedBytes);
    metrics.gauge(
        "otelcol_memory_limit_bytes",
        "What used bytes are limited to",
        "By",
        Map.of(),
        memory::limitBytes);
    metrics.observableCounter(
        "otelcol_log_lines_left_out",
        "Lines of the log that could not be written fast enough",
        "{lines}",
        Map.of(),
        logs::leftOut);
  }

  private void summarize(ShutdownReport report) {
    if (!report.delivered().isEmpty()) {
      log().info("Delivered", "items", report.delivered());
    }
    if (!report.lost().isEmpty()) {
      log().warn("Could not be delivered", "items", report.lost());
    }
    log().info("Shutdown complete.");
  }
}
