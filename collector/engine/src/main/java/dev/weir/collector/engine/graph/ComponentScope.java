package dev.weir.collector.engine.graph;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.Health;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.StatusReporter;
import dev.weir.collector.api.Telemetry;
import java.util.Map;

/// What one component is given.
class ComponentScope implements ExtensionContext {
  private final GraphServices services;
  private final Extensions extensions;
  private final ComponentId id;
  private final Log log;
  private final Telemetry telemetry;
  private final Losses losses;
  private final StatusReporter status;

  /// The scope of a component.
  ///
  /// @param signal the signal the instance is made for, or empty when it is made for all
  ComponentScope(
      GraphServices services,
      Extensions extensions,
      Node.Kind kind,
      ComponentId id,
      String signal) {
    String key = kind.key(id);
    this.services = services;
    this.extensions = extensions;
    this.id = id;
    log = services.logs().component(kind.label(), id, signal);
    telemetry = services.telemetry(kind, id);
    losses = services.losses().of(key, log);
    status = services.health().reporter(key);
  }

  @Override
  public ComponentId id() {
    return id;
  }

  @Override
  public BuildInfo build() {
    return services.build();
  }

  @Override
  public Map<String, String> resource() {
    return services.resource();
  }

  @Override
  public Log log() {
    return log;
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public MemoryBudget memory() {
    return services.memory();
  }

  @Override
  public StatusReporter status() {
    return status;
  }

  @Override
  public Losses losses() {
    return losses;
  }

  @Override
  public Health health() {
    return services.health();
  }

  @Override
  public <T> T extension(ComponentId id, Class<T> kind) {
    return extensions.find(id, kind);
  }
}
