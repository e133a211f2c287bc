package dev.weir.collector.connectors.exceptions;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.otlp.Signal;
import org.jspecify.annotations.Nullable;

/// Makes counts, log records or both of the exceptions that spans had.
final class ExceptionsConnector implements Connector {
  private final @Nullable ExceptionLogs logs;
  private final @Nullable ExceptionCounts counts;
  private final Consumer toLogs;
  private final Consumer toMetrics;

  ExceptionsConnector(ExceptionsConfig config, ConnectorContext context) {
    Exceptions exceptions = new Exceptions(config.dimensions());
    toLogs = context.fanOut(Signal.LOGS);
    toMetrics = context.fanOut(Signal.METRICS);
    logs = context.pipelines(Signal.LOGS).isEmpty() ? null : new ExceptionLogs(exceptions, toLogs);
    counts =
        context.pipelines(Signal.METRICS).isEmpty()
            ? null
            : new ExceptionCounts(
                exceptions, config.exemplars().enabled(), toMetrics, context.losses());
  }

  @Override
  public void consume(Batch batch) {
    // Logs first: they may be refused, and then nothing has been counted.
    if (logs != null) {
      logs.consume(batch);
    }
    if (counts != null) {
      counts.consume(batch);
    }
  }

  @Override
  public boolean mayBlock() {
    return (logs != null && toLogs.mayBlock()) || (counts != null && toMetrics.mayBlock());
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (counts != null) {
      counts.emit(true);
    }
  }
}
