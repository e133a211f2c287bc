package dev.weir.collector.processors.resourcedetection;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.http.HttpClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the user writes under `resourcedetection:`.
///
/// @param detectors which to ask, the first that knows an attribute wins
/// @param override whether what is detected replaces what a resource has
/// @param attributes the only attributes that are set; all when empty
/// @param http the settings of an HTTP client, of which `timeout` counts
/// @param refreshInterval how often to ask again; zero for never
/// @param failOnMissingMetadata whether a service that does not answer counts as a failure
/// @param retry when to ask again after a failure
public record ResourceDetectionConfig(
    List<String> detectors,
    boolean override,
    List<String> attributes,
    @Inline HttpClientConfig http,
    Duration refreshInterval,
    boolean failOnMissingMetadata,
    RetryConfig retry,
    SystemSection system,
    Section docker,
    Kubernetes k8snode,
    @Key("k8s_api") Kubernetes k8sApi,
    Ec2 ec2,
    Eks eks,
    Section ecs,
    Gcp gcp,
    Azure azure)
    implements ComponentConfig {

  /// Whether an attribute is wanted.
  public record Toggle(boolean enabled) implements ComponentConfig {
    public static Toggle defaults() {
      return new Toggle(true);
    }
  }

  /// A detector that has no settings of its own.
  public record Section(Map<String, Toggle> resourceAttributes) implements ComponentConfig {}

  /// The settings of `system`.
  ///
  /// @param hostnameSources where the host's name comes from, the first that has one: `dns`, `os`,
  ///   `cname`, `lookup`
  public record SystemSection(List<String> hostnameSources, Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {
    private static final Set<String> SOURCES = Set.of("dns", "os", "cname", "lookup");

    @Override
    public void validate(Problems problems) {
      if (!SOURCES.containsAll(hostnameSources)) {
        problems.add("hostname_sources", hostnameSources, "of dns, os, cname, lookup");
      }
    }
  }

  /// The settings of `k8snode` and `k8s_api`.
  ///
  /// @param authType `serviceAccount` or `none`
  /// @param nodeFromEnvVar the variable with the name of the node
  public record Kubernetes(
      String authType, String nodeFromEnvVar, Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (!authType.equals("serviceAccount") && !authType.equals("none")) {
        problems.add("auth_type", authType, "serviceAccount or none");
      }
    }
  }

  /// The settings of `ec2`.
  ///
  /// @param tags regular expressions of the tags that become attributes
  /// @param tagsFromImds taken and always so: tags come from the instance's metadata
  public record Ec2(
      List<String> tags,
      int maxAttempts,
      Duration maxBackoff,
      boolean failOnMissingMetadata,
      boolean tagsFromImds,
      Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      patterns(problems, "tags", tags);
      if (maxAttempts < 1) {
        problems.add("max_attempts", maxAttempts, "1 or more");
      }
    }
  }

  /// The settings of `eks`.
  ///
  /// @param nodeFromEnvVar taken, and of no use here
  public record Eks(String nodeFromEnvVar, Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {}

  /// The settings of `gcp`.
  ///
  /// @param labels taken, but labels of an instance are not read
  public record Gcp(List<String> labels, Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (!labels.isEmpty()) {
        problems.add("labels", labels, "none: labels of instances are not read");
      }
    }
  }

  /// The settings of `azure`.
  ///
  /// @param tags regular expressions of the tags that become attributes
  public record Azure(List<String> tags, Map<String, Toggle> resourceAttributes)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      patterns(problems, "tags", tags);
    }
  }

  public static ResourceDetectionConfig defaults() {
    Section plain = new Section(Map.of());
    Kubernetes kubernetes = new Kubernetes("serviceAccount", "K8S_NODE_NAME", Map.of());
    return new ResourceDetectionConfig(
        List.of("env"),
        true,
        List.of(),
        HttpClientConfig.defaults("", Duration.ofSeconds(5)),
        Duration.ZERO,
        false,
        new RetryConfig(true, Duration.ofSeconds(1), 0.5, 2, Duration.ofSeconds(30), Duration.ZERO),
        new SystemSection(List.of("dns", "os"), Map.of()),
        plain,
        kubernetes,
        kubernetes,
        new Ec2(List.of(), 3, Duration.ofSeconds(20), false, false, Map.of()),
        new Eks("", Map.of()),
        plain,
        new Gcp(List.of(), Map.of()),
        new Azure(List.of(), Map.of()));
  }

  @Override
  public void validate(Problems problems) {
    for (String detector : detectors) {
      if (!Detectors.NAMES.contains(detector)) {
        problems.add("detectors", detector, "of " + Detectors.NAMES);
      }
    }
    if (refreshInterval.isNegative()) {
      problems.add("refresh_interval", refreshInterval, "0 or more");
    }
  }

  /// For an answer, and for the start.
  Duration timeout() {
    return http.timeout();
  }

  /// What the user says of a detector's attributes.
  Map<String, Toggle> toggles(String detector) {
    return switch (detector) {
      case "system" -> system.resourceAttributes;
      case "docker" -> docker.resourceAttributes;
      case "k8snode" -> k8snode.resourceAttributes;
      case "k8s_api" -> k8sApi.resourceAttributes;
      case "ec2" -> ec2.resourceAttributes;
      case "eks" -> eks.resourceAttributes;
      case "ecs" -> ecs.resourceAttributes;
      case "gcp" -> gcp.resourceAttributes;
      case "azure" -> azure.resourceAttributes;
      default -> Map.of();
    };
  }

  private static void patterns(Problems problems, String setting, List<String> patterns) {
    for (String pattern : patterns) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        problems.add(setting, pattern, "a regular expression in RE2's syntax; " + e.getMessage());
      }
    }
  }
}
