package dev.weir.collector.api;

import java.util.Map;

/// What every component is given. May be used by any thread, from creation to the end of shutdown.
public interface ComponentContext {

  /// The component's own name in the configuration.
  ComponentId id();

  /// Name and version of this collector, for user agents and such.
  BuildInfo build();

  /// What this collector says of itself in its own telemetry, such as `service.instance.id`, which
  /// no other one has.
  Map<String, String> resource();

  Log log();

  Telemetry telemetry();

  MemoryBudget memory();

  StatusReporter status();

  /// Where items that are lost are counted.
  Losses losses();

  /// An extension that the settings name. Call it in [Component#start()], when extensions have
  /// started.
  ///
  /// @throws StartException when there is no such extension, or it is not of that kind, with a text
  ///   that names those that are
  <T> T extension(ComponentId id, Class<T> kind);
}
