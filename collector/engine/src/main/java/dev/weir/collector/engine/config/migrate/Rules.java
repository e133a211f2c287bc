package dev.weir.collector.engine.config.migrate;

import static dev.weir.collector.engine.config.migrate.Paths.join;

import dev.weir.collector.engine.config.ComponentFactories.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the Go Collector has renamed or removed since, and how it is written today. Each rule tells
/// the user once for each place.
final class Rules {
  /// Keys of TLS that once stood beside `endpoint`.
  private static final List<String> TLS_KEYS =
      List.of(
          "insecure",
          "insecure_skip_verify",
          "ca_file",
          "cert_file",
          "key_file",
          "server_name_override",
          "min_version",
          "max_version",
          "reload_interval");

  private static final Set<String> TLS_EXPORTERS =
      Set.of("otlp", "otlp_grpc", "otlphttp", "otlp_http", "zipkin", "jaeger", "opencensus");

  /// A component that is left out, since nothing is lost by it.
  private record Dropped(Kind kind, String type, String why) {}

  private static final List<Dropped> DROPPED =
      List.of(
          new Dropped(
              Kind.EXTENSION, "memory_ballast", "the heap has limits of its own; it is ignored"),
          new Dropped(
              Kind.PROCESSOR,
              "queued_retry",
              "every exporter has sending_queue and retry_on_failure; it is ignored"));

  /// A key that has another name, or another place, in all components of some types.
  private record Moved(Kind kind, List<String> types, String from, String to) {}

  private static final List<String> OTLP_EXPORTERS =
      List.of("otlp", "otlp_grpc", "otlphttp", "otlp_http");
  private static final List<String> ALL = List.of();

  private static final List<Moved> MOVED =
      List.of(
          new Moved(Kind.RECEIVER, ALL, "tls_settings", "tls"),
          new Moved(Kind.EXPORTER, ALL, "tls_settings", "tls"),
          new Moved(Kind.RECEIVER, ALL, "protocols::grpc::tls_settings", "protocols::grpc::tls"),
          new Moved(Kind.RECEIVER, ALL, "protocols::grpc::tls_credentials", "protocols::grpc::tls"),
          new Moved(Kind.RECEIVER, ALL, "protocols::http::tls_settings", "protocols::http::tls"),
          new Moved(Kind.RECEIVER, ALL, "protocols::http::tls_credentials", "protocols::http::tls"),
          new Moved(
              Kind.RECEIVER,
              ALL,
              "protocols::http::cors_allowed_origins",
              "protocols::http::cors::allowed_origins"),
          new Moved(
              Kind.RECEIVER,
              ALL,
              "protocols::http::cors_allowed_headers",
              "protocols::http::cors::allowed_headers"),
          new Moved(
              Kind.EXPORTER, ALL, "sending_queue::blocking", "sending_queue::block_on_overflow"),
          new Moved(
              Kind.EXPORTER,
              ALL,
              "sending_queue::batch::min_size_items",
              "sending_queue::batch::min_size"),
          new Moved(
              Kind.EXPORTER,
              ALL,
              "sending_queue::batch::max_size_items",
              "sending_queue::batch::max_size"),
          new Moved(Kind.EXPORTER, OTLP_EXPORTERS, "per_rpc_auth", "auth"));

  private final Document document;
  private final Components components;

  Rules(Document document) {
    this.document = document;
    this.components = new Components(document);
  }

  void apply() {
    new RoutingProcessors(document).apply();
    DROPPED.forEach(this::drop);
    loggingExporter();
    logLevel();
    ballastSize();
    tlsBesideEndpoint();
    batcher();
    MOVED.forEach(this::move);
    healthCheckPort();
    new TelemetryRules(document).apply();
  }

  private void drop(Dropped dropped) {
    for (String id : components.ids(dropped.kind(), dropped.type())) {
      String path = join(dropped.kind().section(), id);
      document.tell(path, dropped.type() + " was removed", dropped.why());
      components.remove(dropped.kind(), id);
    }
  }

  private void loggingExporter() {
    for (String id : components.ids(Kind.EXPORTER, "logging")) {
      document.tell(
          join("exporters", id),
          "the logging exporter has been deprecated, use the debug exporter instead",
          "write \"" + components.free(Kind.EXPORTER, id, "debug") + "\"");
      components.rename(Kind.EXPORTER, id, components.free(Kind.EXPORTER, id, "debug"));
    }
  }

  private void logLevel() {
    for (String id : components.ids(Kind.EXPORTER, "debug")) {
      for (String key : List.of("loglevel", "logLevel", "log_level")) {
        logLevel(join("exporters", id), key);
      }
    }
  }

  private void logLevel(String section, String key) {
    String path = join(section, key);
    String level = document.text(path);
    if (level == null) {
      return;
    }
    String verbosity = verbosity(level);
    document.tell(path, key + " is now verbosity", "write \"verbosity: " + verbosity + "\"");
    if (document.has(join(section, "verbosity"))) {
      document.remove(path);
    } else {
      document.put(path, verbosity, path);
      document.rename(path, "verbosity");
    }
  }

  private static String verbosity(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "debug" -> "detailed";
      case "info", "" -> "normal";
      default -> "basic";
    };
  }

  private void ballastSize() {
    for (String id : components.ids(Kind.PROCESSOR, "memory_limiter")) {
      String path = join(join("processors", id), "ballast_size_mib");
      if (document.has(path)) {
        document.tell(path, "ballast_size_mib was removed", "leave it out; it is ignored");
        document.remove(path);
      }
    }
  }

  private void tlsBesideEndpoint() {
    for (String id : document.keys("exporters")) {
      if (TLS_EXPORTERS.contains(Components.type(id))) {
        String section = join("exporters", id);
        for (String key : TLS_KEYS) {
          move(join(section, key), join(join(section, "tls"), key));
        }
      }
    }
  }

  private void batcher() {
    for (String id : document.keys("exporters")) {
      String batcher = join(join("exporters", id), "batcher");
      if (!document.has(batcher)) {
        continue;
      }
      String target = join(join("exporters", id), "sending_queue::batch");
      if (document.has(target) || "false".equals(document.text(join(batcher, "enabled")))) {
        document.tell(batcher, "batcher was removed", "batching is now sending_queue::batch");
        document.remove(batcher);
      } else {
        if (document.has(join(batcher, "enabled"))) {
          document.remove(join(batcher, "enabled"));
        }
        move(batcher, target);
      }
    }
  }

  private void move(Moved moved) {
    for (String id : document.keys(moved.kind().section())) {
      if (moved.types().isEmpty() || moved.types().contains(Components.type(id))) {
        String section = join(moved.kind().section(), id);
        move(join(section, moved.from()), join(section, moved.to()));
      }
    }
  }

  private void move(String from, String to) {
    if (!document.has(from) || document.has(to)) {
      return;
    }
    Paths source = Paths.split(from);
    Paths target = Paths.split(to);
    boolean sameSection = source.parent().equals(target.parent());
    document.tell(
        from,
        sameSection ? "has a new name" : "has a new place",
        "write it as \"" + relative(source.parent(), to) + "\"");
    if (sameSection) {
      document.rename(from, target.key());
    } else {
      document.move(from, to);
    }
  }

  private static String relative(String section, String path) {
    return path.startsWith(section + "::") ? path.substring(section.length() + 2) : path;
  }

  private void healthCheckPort() {
    for (String id : components.ids(Kind.EXTENSION, "health_check")) {
      String section = join("extensions", id);
      String port = document.text(join(section, "port"));
      if (port != null) {
        String path = join(section, "port");
        String endpoint = "0.0.0.0:" + port;
        document.tell(path, "port is now part of endpoint", "write \"endpoint: " + endpoint + "\"");
        if (document.has(join(section, "endpoint"))) {
          document.remove(path);
        } else {
          document.put(path, "\"" + endpoint + "\"", path);
          document.rename(path, "endpoint");
        }
      }
    }
  }
}
