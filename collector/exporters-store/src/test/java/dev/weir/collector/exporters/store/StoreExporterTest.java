package dev.weir.collector.exporters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.ByteSize;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.StartException;
import dev.weir.collector.exporters.store.StoreExporterConfig.Acknowledge;
import dev.weir.collector.exporters.store.StoreExporterConfig.RetentionConfig;
import dev.weir.collector.testkit.ExporterContract;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import dev.weir.store.StoreStats;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreExporterTest extends ExporterContract<StoreExporterConfig> {
  @TempDir Path folder;

  StoreExporterTest() {
    super(new StoreFactory());
  }

  @Override
  protected StoreExporterConfig config() {
    return new StoreExporterConfig(
        folder.resolve("data").toString(),
        Acknowledge.COMMITTED,
        StoreExporterConfig.DEFAULT.retention(),
        ByteSize.parse("128MiB"));
  }

  @Override
  protected long delivered(Signal signal) {
    try (TelemetryStore store = Stores.open(config().toStore(), _ -> {})) {
      store.awaitArrival(signal, 0, Duration.ZERO);
      StoreStats.SignalStats stats = store.stats().signals().get(signal);
      return stats == null ? -1 : stats.items();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFolderInUse_isRefusedAtTheStart() {
    try (TelemetryStore _ = Stores.open(config().toStore(), _ -> {})) {
      Exporter exporter = factory.create(config(), Signal.TRACES, new TestContext(factory.type()));
      assertThatThrownBy(exporter::start)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("is used by another process");
    }
  }

  @Test
  void theExportersOfAllSignals_shareOneStore() {
    Exporter traces = factory.create(config(), Signal.TRACES, new TestContext(factory.type()));
    Exporter logs = factory.create(config(), Signal.LOGS, new TestContext(factory.type()));
    traces.start();
    logs.start();
    traces.consume(TestData.batch(Signal.TRACES, 2));
    traces.shutdown(soon());
    logs.consume(TestData.batch(Signal.LOGS, 3));
    logs.shutdown(soon());
    assertThat(delivered(Signal.TRACES)).isEqualTo(2);
    assertThat(delivered(Signal.LOGS)).isEqualTo(3);
    assertThat(Files.isDirectory(folder.resolve("data/traces"))).isTrue();
  }

  @Test
  void whatTheStoreHasTaken_isCountedAsSent() {
    TestContext context = new TestContext(factory.type());
    Exporter exporter = factory.create(config(), Signal.LOGS, context);
    exporter.start();
    exporter.consume(TestData.batch(Signal.LOGS, 3));
    exporter.shutdown(soon());
    assertThat(context.telemetry().value("otelcol_exporter_sent_log_records")).isEqualTo(3);
  }

  @Test
  void limitsOfNothing_areRefused() {
    StoreExporterConfig config =
        new StoreExporterConfig(
            "",
            Acknowledge.RECEIVED,
            new RetentionConfig(new ByteSize(0), Duration.ZERO),
            new ByteSize(1));
    assertThat(TestProblems.of(config).settings())
        .containsExactlyInAnyOrder("retention::max_size", "retention::max_age", "memory");
  }
}
