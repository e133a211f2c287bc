package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.Extension;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.CheckCollectorPipeline;
import dev.weir.collector.helper.http.HttpServerConfig;

/// Makes `health_check` extensions.
public final class HealthCheckFactory implements ExtensionFactory<HealthCheckConfig> {

  @Override
  public String type() {
    return "health_check";
  }

  @Override
  public HealthCheckConfig defaultConfig() {
    return new HealthCheckConfig(
        HttpServerConfig.defaults(HealthCheckConfig.DEFAULT_ENDPOINT),
        "/",
        "/ready",
        null,
        CheckCollectorPipeline.defaults(),
        false,
        null,
        null,
        null);
  }

  @Override
  public Stability stability() {
    return Stability.BETA;
  }

  @Override
  public Extension create(HealthCheckConfig config, ExtensionContext context) {
    return new HealthCheck(config, context);
  }
}
