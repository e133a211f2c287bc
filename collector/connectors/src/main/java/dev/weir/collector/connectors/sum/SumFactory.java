package dev.weir.collector.connectors.sum;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.tally.TallyConnector;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `sum` connectors.
public final class SumFactory implements ConnectorFactory<SumConfig> {
  @Override
  public String type() {
    return "sum";
  }

  @Override
  public SumConfig defaultConfig() {
    return new SumConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        new Path(Signal.TRACES, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.METRICS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.LOGS, Signal.METRICS), Stability.ALPHA);
  }

  @Override
  public Connector create(SumConfig config, Signal from, ConnectorContext context) {
    return new TallyConnector(config.specs(), from, "", context);
  }
}
