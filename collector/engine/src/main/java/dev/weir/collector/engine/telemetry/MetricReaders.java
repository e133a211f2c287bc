package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.MetricsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ways in which metrics leave the collector, `service::telemetry::metrics::readers`.
public final class MetricReaders implements AutoCloseable {
  private final List<PrometheusServer> servers = new ArrayList<>();

  private MetricReaders() {}

  /// Opens all readers.
  ///
  /// @param resource what the metrics are about
  /// @param log where it is told which readers there are
  /// @throws dev.weir.collector.api.StartException when a port cannot be opened
  public static MetricReaders open(
      MetricsConfig config,
      MetricRegistry registry,
      Map<String, String> resource,
      BuildInfo build,
      Log log) {
    MetricReaders readers = new MetricReaders();
    if (config.level() == MetricsConfig.Level.NONE) {
      return readers;
    }
    ProcessMetrics.register(registry);
    Runnable beforeReading =
        config.level() == MetricsConfig.Level.BASIC ? () -> {} : new JvmMetricsOnce(registry);
    try {
      for (MetricsConfig.Reader reader : config.readers()) {
        if (reader.pull() != null && reader.pull().exporter().prometheus() != null) {
          readers.serve(
              reader.pull().exporter().prometheus(), registry, resource, build, beforeReading);
        } else {
          log.warn("Metrics are not pushed by this version; only pull::exporter::prometheus works");
        }
      }
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
  }

  private void serve(
      MetricsConfig.Prometheus config,
      MetricRegistry registry,
      Map<String, String> resource,
      BuildInfo build,
      Runnable beforeReading) {
    Naming naming =
        new Naming(!config.withoutScopeInfo(), !config.withoutUnits(), !config.withoutTypeSuffix());
    servers.add(
        PrometheusServer.start(
            config.host(),
            config.port(),
            () -> {
              beforeReading.run();
              return PrometheusText.write(registry, resource, naming, build);
            }));
  }

  /// Registers the virtual machine's metrics at the first reading, so that a start need not wait
  /// for the management beans.
  private static final class JvmMetricsOnce implements Runnable {
    private final AtomicBoolean isDone = new AtomicBoolean();
    private final MetricRegistry registry;

    private JvmMetricsOnce(MetricRegistry registry) {
      this.registry = registry;
    }

    @Override
    public void run() {
      if (isDone.compareAndSet(false, true)) {
        JvmMetrics.register(registry);
      }
    }
  }
}
