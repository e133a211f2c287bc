package dev.weir.collector.engine;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.StatusReporter;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.engine.graph.GraphServices;
import dev.weir.collector.engine.telemetry.ComponentTelemetry;
import java.util.Map;

/// What the collector gives to the parts that serve its own telemetry, as if they were a component.
record OwnContext(GraphServices services) implements ComponentContext {
  private static final ComponentId ID = ComponentId.parse("telemetry");
  private static final String KEY = "service:telemetry";

  @Override
  public ComponentId id() {
    return ID;
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
    return services.logs().root();
  }

  @Override
  public Telemetry telemetry() {
    return new ComponentTelemetry(services.metrics(), services.level(), Map.of());
  }

  @Override
  public MemoryBudget memory() {
    return services.memory();
  }

  @Override
  public StatusReporter status() {
    return services.health().reporter(KEY);
  }

  @Override
  public Losses losses() {
    return services.losses().of(KEY, log());
  }

  @Override
  public <T> T extension(ComponentId id, Class<T> kind) {
    throw new StartException("extension \"" + id + "\" cannot be used by service::telemetry");
  }
}
