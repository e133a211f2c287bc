package dev.weir.collector.connectors.count;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.tally.TallyConnector;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `count` connectors.
public final class CountFactory implements ConnectorFactory<CountConfig> {
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector";

  @Override
  public String type() {
    return "count";
  }

  @Override
  public CountConfig defaultConfig() {
    return new CountConfig(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        new Path(Signal.TRACES, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.METRICS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.LOGS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.PROFILES, Signal.METRICS), Stability.DEVELOPMENT);
  }

  @Override
  public Connector create(CountConfig config, Signal from, ConnectorContext context) {
    return new TallyConnector(config.specs(), from, SCOPE, context);
  }
}
