package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.ottl.Silent;
import dev.weir.otlp.Signal;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.Slots;
import java.util.List;
import java.util.Map;

/// Makes `signal_to_metrics` connectors.
public final class SignalToMetricsFactory implements ConnectorFactory<SignalToMetricsConfig> {

  @Override
  public String type() {
    return "signal_to_metrics";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("signaltometrics");
  }

  @Override
  public SignalToMetricsConfig defaultConfig() {
    return new SignalToMetricsConfig(
        List.of(), List.of(), List.of(), List.of(), ErrorMode.PROPAGATE);
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        new Path(Signal.TRACES, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.METRICS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.LOGS, Signal.METRICS), Stability.ALPHA,
        new Path(Signal.PROFILES, Signal.METRICS), Stability.ALPHA);
  }

  @Override
  public Connector create(SignalToMetricsConfig config, Signal from, ConnectorContext context) {
    Slots slots = new Slots();
    List<Definition> definitions =
        new DefinitionCompiler(from, slots, new Silent()).compile(config);
    return new SignalToMetricsConnector(from, definitions, config.errorMode(), slots, context);
  }
}
