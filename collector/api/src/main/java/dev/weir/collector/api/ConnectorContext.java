package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Map;

/// What a connector is given.
public interface ConnectorContext extends ComponentContext {

  /// The pipelines of a signal that begin with this connector, by their names such as
  /// `traces/errors`; empty when there are none.
  Map<ComponentId, Consumer> pipelines(Signal signal);

  /// One consumer for the named pipelines, all of which get every batch. Without names, for all
  /// pipelines of the signal; a consumer that does nothing when there are none.
  Consumer fanOut(Signal signal, ComponentId... pipelines);
}
