package dev.weir.collector.connectors.exceptions;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `exceptions` connectors.
public final class ExceptionsFactory implements ConnectorFactory<ExceptionsConfig> {

  @Override
  public String type() {
    return "exceptions";
  }

  @Override
  public ExceptionsConfig defaultConfig() {
    return ExceptionsConfig.defaults();
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        new Path(Signal.TRACES, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.TRACES, Signal.LOGS), Stability.ALPHA);
  }

  @Override
  public Connector create(ExceptionsConfig config, Signal from, ConnectorContext context) {
    return new ExceptionsConnector(config, context);
  }
}
