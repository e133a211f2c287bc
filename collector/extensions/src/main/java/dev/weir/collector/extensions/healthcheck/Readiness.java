package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.Health;
import dev.weir.collector.api.Status;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/// Tells whether the collector should get data, and why not.
final class Readiness implements HttpHandler {
  private final Health health;

  Readiness(Health health) {
    this.health = health;
  }

  @Override
  public boolean mayBlock() {
    return false;
  }

  @Override
  public HttpResponse answerEarly(HttpRequest request) {
    return handle(request);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    List<String> reasons = reasons();
    return reasons.isEmpty()
        ? new Json().text("status", "ready").answer(200)
        : new Json().text("status", "not ready").texts("reasons", reasons).answer(503);
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    switch (health.phase()) {
      case STARTING -> reasons.add("starting");
      case STOPPING -> reasons.add("stopping");
      case RUNNING -> {}
    }
    reasons.addAll(health.reasonsNotReady());
    health
        .components()
        .forEach((component, status) -> {
          if (status.level() == Status.Level.FATAL_ERROR) {
            reasons.add(component + ": " + status.reason());
          }
        });
    return reasons;
  }
}
