package dev.weir.collector.exporters.store;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.exporters.store.StoreExporterConfig.Acknowledge;
import dev.weir.otlp.Signal;
import dev.weir.store.Receipt;
import dev.weir.store.SharedStore;
import dev.weir.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Appends batches to the store.
final class StoreExporter implements Exporter {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final StoreExporterConfig config;
  private final Signal signal;
  private final ComponentContext context;
  private final Telemetry.Counter sent;
  private volatile @Nullable SharedStore shared;

  StoreExporter(StoreExporterConfig config, Signal signal, ComponentContext context) {
    this.config = config;
    this.signal = signal;
    this.context = context;
    this.sent =
        context
            .telemetry()
            .counter(
                "otelcol_exporter_sent_" + signal.items(),
                "Number of "
                    + signal.items().replace('_', ' ')
                    + " successfully sent to destination.",
                unit(signal),
                context.telemetry().componentLabels());
  }

  private static String unit(Signal signal) {
    return switch (signal) {
      case TRACES -> "{span}";
      case METRICS -> "{datapoint}";
      case LOGS -> "{record}";
      case PROFILES -> "{sample}";
    };
  }

  @Override
  public void start() {
    try {
      shared =
          SharedStore.open(
              config.toStore(), warning -> context.log().warn("The store", "what", warning));
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public void consume(Batch batch) {
    SharedStore open = shared;
    if (open == null) {
      throw new RetryableRefusal("the store is closed");
    }
    try {
      Receipt receipt = open.store().append(signal, batch.range());
      if (config.acknowledge() == Acknowledge.COMMITTED) {
        receipt.awaitCommitted();
      }
      sent.add(batch.items());
    } catch (StoreException e) {
      throw new RetryableRefusal(String.valueOf(e.getMessage()), AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableRefusal("interrupted before the batch was committed");
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    SharedStore open = shared;
    shared = null;
    if (open != null) {
      open.close();
    }
  }
}
