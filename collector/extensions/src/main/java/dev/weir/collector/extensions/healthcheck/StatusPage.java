package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.Health;
import dev.weir.collector.api.Status;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.ComponentHealth;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The status of the collector, of a pipeline, or of every component, as the Collector's second
/// health check writes it.
final class StatusPage implements HttpHandler {
  private static final String EXTENSION = "extension:";

  private final Instant start = Instant.now();
  private final Health health;
  private final Severity severity;

  StatusPage(Health health, @Nullable ComponentHealth counted) {
    this.health = health;
    severity = new Severity(counted == null ? ComponentHealth.defaults() : counted);
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
    Map<String, String> query = query(request.query());
    String pipeline = query.getOrDefault("pipeline", "");
    boolean isVerbose = query.containsKey("verbose") && !query.get("verbose").equals("false");
    Map<String, Map<String, Status>> groups = groups();
    if (pipeline.isEmpty()) {
      return answer(groups, isVerbose);
    }
    Map<String, Status> group = groups.get("pipeline:" + pipeline);
    return group == null ? HttpResponse.of(404, "", new byte[0]) : answerGroup(group, isVerbose);
  }

  private HttpResponse answer(Map<String, Map<String, Status>> groups, boolean isVerbose) {
    Map<String, Status> all = new LinkedHashMap<>();
    groups.forEach((name, group) -> all.put(name, worst(group)));
    Status status = ofPhase(worst(all));
    Json json = json(status).object("attributes", new Json());
    if (isVerbose) {
      Json components = new Json();
      groups.forEach((name, group) -> components.object(name, describe(group)));
      json.object("components", components);
    }
    return json.answer(severity.httpStatus(status));
  }

  private HttpResponse answerGroup(Map<String, Status> group, boolean isVerbose) {
    Status status = ofPhase(worst(group));
    Json json = json(status).object("attributes", new Json());
    if (isVerbose) {
      json.object("components", members(group));
    }
    return json.answer(severity.httpStatus(status));
  }

  private Json json(Status status) {
    return members(new Json().text("start_time", start.toString()), status);
  }

  private Json describe(Map<String, Status> group) {
    return members(new Json(), worst(group))
        .object("attributes", new Json())
        .object("components", members(group));
  }

  private Json members(Map<String, Status> group) {
    Json json = new Json();
    group.forEach((name, status) ->
        json.object(name, members(new Json(), status).object("attributes", new Json())));
    return json;
  }

  private Json members(Json json, Status status) {
    json.flag("healthy", severity.isHealthy(status)).text("status", Severity.name(status));
    if (!status.reason().isEmpty()) {
      json.text("error", status.reason());
    }
    return json.text("status_time", status.since().toString());
  }

  /// `extensions`, and `pipeline:` with the name of each.
  private Map<String, Map<String, Status>> groups() {
    Map<String, Status> components = health.components();
    Map<String, Map<String, Status>> groups = new TreeMap<>();
    groups.put("extensions", new TreeMap<>());
    components.forEach((name, status) -> {
      if (name.startsWith(EXTENSION)) {
        groups.get("extensions").put(name, status);
      }
    });
    health
        .pipelines()
        .forEach((pipeline, names) -> groups.put("pipeline:" + pipeline, of(names, components)));
    return groups;
  }

  private static Map<String, Status> of(List<String> names, Map<String, Status> components) {
    Map<String, Status> group = new TreeMap<>();
    for (String name : names) {
      Status status = components.get(name);
      if (status != null) {
        group.put(name, status);
      }
    }
    return group;
  }

  private Status worst(Map<String, Status> statuses) {
    return statuses.values().stream()
        .max(Severity.ORDER)
        .orElse(new Status(Status.Level.OK, "", start));
  }

  private Status ofPhase(Status status) {
    return switch (health.phase()) {
      case RUNNING -> status;
      case STARTING -> new Status(Status.Level.STARTING, "", start);
      case STOPPING -> new Status(Status.Level.STOPPING, "", status.since());
    };
  }

  private static Map<String, String> query(String text) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      result.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return result;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
