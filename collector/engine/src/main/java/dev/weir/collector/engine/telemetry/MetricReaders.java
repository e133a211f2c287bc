package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.engine.config.MetricsConfig;
import dev.weir.collector.engine.config.MetricsConfig.IncludeExclude;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The ways in which metrics leave the collector, `service::telemetry::metrics::readers`.
public final class MetricReaders implements AutoCloseable {
  private static final String READERS = "service::telemetry::metrics::readers";
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final MetricRegistry registry;
  private final Map<String, String> resource;
  private final ComponentContext context;
  private final AtomicBoolean isJvmToBeAdded;
  private final List<PrometheusServer> servers = new ArrayList<>();
  private final List<OtlpPush> pushes = new ArrayList<>();

  private MetricReaders(
      MetricsConfig config,
      MetricRegistry registry,
      Map<String, String> resource,
      ComponentContext context) {
    this.registry = registry;
    this.resource = resource;
    this.context = context;
    isJvmToBeAdded = new AtomicBoolean(config.level() != MetricsConfig.Level.BASIC);
  }

  /// Opens all readers.
  ///
  /// @param resource what the metrics are about
  /// @param context what the readers may use
  /// @throws dev.weir.collector.api.StartException when a port cannot be opened
  public static MetricReaders open(
      MetricsConfig config,
      MetricRegistry registry,
      Map<String, String> resource,
      ComponentContext context) {
    MetricReaders readers = new MetricReaders(config, registry, resource, context);
    if (config.level() == MetricsConfig.Level.NONE) {
      return readers;
    }
    ProcessMetrics.register(registry);
    try {
      config.readers().forEach(readers::add);
    } catch (RuntimeException e) {
      readers.close();
      throw e;
    }
    return readers;
  }

  /// The ports that serve metrics, in the order of the readers.
  public List<Integer> ports() {
    return servers.stream().map(PrometheusServer::port).toList();
  }

  @Override
  public void close() {
    servers.forEach(PrometheusServer::close);
    pushes.forEach(OtlpPush::close);
  }

  private void add(MetricsConfig.Reader reader) {
    var pull = reader.pull();
    var periodic = reader.periodic();
    TelemetryOtlp otlp = periodic == null ? null : periodic.exporter().otlp();
    if (pull != null && pull.exporter().prometheus() != null) {
      serve(pull.exporter().prometheus());
    } else if (periodic != null && otlp != null) {
      String setting = READERS + ": periodic::exporter::otlp";
      Duration timeout = Duration.ofMillis(periodic.timeout());
      Push push = Push.open(otlp, Signal.METRICS, setting, timeout, context.build());
      pushes.add(new OtlpPush(periodic, push, otlpRequest(), context.log()));
    }
  }

  private void serve(MetricsConfig.Prometheus config) {
    Naming naming =
        new Naming(!config.withoutScopeInfo(), !config.withoutUnits(), !config.withoutTypeSuffix());
    IncludeExclude labels = config.withResourceConstantLabels();
    Predicate<String> isConstant = labels == null ? name -> false : Globs.of(labels);
    servers.add(
        PrometheusServer.start(
            config.host(),
            config.port(),
            () -> {
              addJvm();
              return PrometheusText.write(registry, resource, naming, context.build(), isConstant);
            },
            context));
  }

  private Supplier<byte[]> otlpRequest() {
    long start = unixNanos();
    return () -> {
      addJvm();
      return OtlpMetrics.write(registry, resource, context.build(), start, unixNanos());
    };
  }

  /// Registers the virtual machine's metrics at the first reading, so that a start need not wait
  /// for the management beans.
  private void addJvm() {
    if (isJvmToBeAdded.compareAndSet(true, false)) {
      JvmMetrics.register(registry);
    }
  }

  private static long unixNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
