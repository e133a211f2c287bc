package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes the connectors of one type.
public non-sealed interface ConnectorFactory<C extends ComponentConfig>
    extends ComponentFactory<C> {

  /// A way through a connector: what goes in and what comes out.
  record Path(Signal from, Signal to) {}

  Map<Path, Stability> paths();

  /// Makes the connector for what comes in as `from`. The settings are valid.
  Connector create(C config, Signal from, ConnectorContext context);
}
