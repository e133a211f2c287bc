package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.StatusServer;
import dev.weir.collector.helper.http.HttpRoutes;
import dev.weir.collector.helper.http.HttpServer;
import dev.weir.collector.helper.http.HttpServerConfig;
import java.net.SocketAddress;

/// Answers probes over HTTP.
final class HealthCheck implements Extension {
  private final ExtensionContext context;
  private final HttpServer server;

  HealthCheck(HealthCheckConfig config, ExtensionContext context) {
    this.context = context;
    StatusServer status = config.useV2() ? config.http() : null;
    HttpServerConfig listen = status == null ? config.server() : status.server();
    HttpRoutes routes = status == null ? probes(config) : statuses(config, status);
    String setting =
        "extensions::" + context.id() + (status == null ? "" : "::http") + "::endpoint";
    server = new HttpServer(listen, routes, context, setting);
  }

  @Override
  public void start() {
    server.start();
    context.health().onPhase(this::tell);
  }

  @Override
  public void shutdown(Deadline deadline) {
    server.shutdown(deadline);
  }

  SocketAddress address() {
    return server.address();
  }

  private HttpRoutes probes(HealthCheckConfig config) {
    HttpRoutes routes = new HttpRoutes();
    Liveness liveness = new Liveness(context.health(), config.responseBody());
    if (config.path().endsWith("/")) {
      routes.addBelow(config.path(), liveness);
    } else {
      routes.add(config.path(), liveness);
    }
    if (!config.readinessPath().isEmpty()) {
      routes.add(config.readinessPath(), new Readiness(context.health()));
    }
    return routes;
  }

  private HttpRoutes statuses(HealthCheckConfig config, StatusServer status) {
    HttpRoutes routes = new HttpRoutes();
    if (status.status().enabled()) {
      routes.add(
          status.status().path(), new StatusPage(context.health(), config.componentHealth()));
    }
    return routes;
  }

  private void tell(Phase phase) {
    context
        .log()
        .info(
            "Health Check state change",
            "status",
            phase == Phase.RUNNING ? "ready" : "unavailable");
  }
}
