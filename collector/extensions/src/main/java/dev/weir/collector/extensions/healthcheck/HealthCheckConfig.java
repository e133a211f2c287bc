package dev.weir.collector.extensions.healthcheck;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.http.HttpServerConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings of `health_check`.
///
/// @param server where probes are answered
/// @param path tells whether the process lives; a path that ends in a slash stands for all below it
/// @param readinessPath tells whether the collector should get data; empty for no such path
/// @param responseBody the texts of the answers of `path`; null for a JSON object
/// @param checkCollectorPipeline has no effect
/// @param useV2 answers with the status of components, by `http`, in place of all of the above
/// @param http where and what is answered with `use_v2`
/// @param grpc is not served
/// @param componentHealth which errors of components count with `use_v2`
public record HealthCheckConfig(
    @Inline HttpServerConfig server,
    String path,
    String readinessPath,
    @Nullable ResponseBody responseBody,
    CheckCollectorPipeline checkCollectorPipeline,
    boolean useV2,
    @Nullable StatusServer http,
    @Nullable Map<String, Object> grpc,
    @Nullable ComponentHealth componentHealth)
    implements ComponentConfig {
  static final String DEFAULT_ENDPOINT = "localhost:13133";

  /// Texts to answer with.
  public record ResponseBody(String healthy, String unhealthy) implements ComponentConfig {
    public static ResponseBody defaults() {
      return new ResponseBody("", "");
    }
  }

  /// A check of exporters of earlier versions.
  public record CheckCollectorPipeline(
      boolean enabled, String interval, int exporterFailureThreshold) implements ComponentConfig {
    public static CheckCollectorPipeline defaults() {
      return new CheckCollectorPipeline(false, "5m", 5);
    }
  }

  /// The server of `use_v2`.
  ///
  /// @param server where it listens
  /// @param status the status of components
  /// @param config the configuration in force, which is not served
  public record StatusServer(@Inline HttpServerConfig server, Page status, Page config)
      implements ComponentConfig {
    public static StatusServer defaults() {
      return new StatusServer(
          HttpServerConfig.defaults(DEFAULT_ENDPOINT),
          new Page(true, "/status", false),
          new Page(false, "/config", false));
    }

    @Override
    public void validate(Problems problems) {
      if (config.enabled()) {
        problems.warn("config", "is not served; `weir print-config` prints the configuration");
      }
    }
  }

  /// Something that is answered at a path.
  public record Page(boolean enabled, String path, boolean includeAttributes)
      implements ComponentConfig {
    public static Page defaults() {
      return new Page(false, "", false);
    }
  }

  /// Which errors of components make the answer an error.
  ///
  /// @param recoveryDuration how long an error may last that is expected to mend itself
  public record ComponentHealth(
      boolean includePermanentErrors, boolean includeRecoverableErrors, Duration recoveryDuration)
      implements ComponentConfig {
    public static ComponentHealth defaults() {
      return new ComponentHealth(false, false, Duration.ZERO);
    }
  }

  @Override
  public void validate(Problems problems) {
    checkPath(problems, "path", path);
    if (!readinessPath.isEmpty()) {
      checkPath(problems, "readiness_path", readinessPath);
    }
    if (path.equals(readinessPath)) {
      problems.add("readiness_path", readinessPath, "another path than path");
    }
    if (useV2 && http == null) {
      problems.add("http", null, "a section, since use_v2 is set");
    }
    if (useV2 && grpc != null) {
      problems.warn("grpc", "the health service over gRPC is not served; use http");
    }
    if (checkCollectorPipeline.enabled()) {
      problems.warn(
          "check_collector_pipeline", "has no effect, as in the Collector; see readiness_path");
    }
  }

  private static void checkPath(Problems problems, String key, String path) {
    if (!path.startsWith("/")) {
      problems.add(key, path, "a path that begins with /");
    }
  }
}
