package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes the receivers of one type.
public non-sealed interface ReceiverFactory<C extends ComponentConfig> extends ComponentFactory<C> {

  /// The signals it can bring in.
  Map<Signal, Stability> signals();

  /// Makes one receiver, which serves all pipelines that name it. The settings are valid.
  Receiver create(C config, ReceiverContext context);
}
