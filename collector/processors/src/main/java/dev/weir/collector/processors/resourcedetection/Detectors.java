package dev.weir.collector.processors.resourcedetection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Makes detectors by name, with what they look for.
final class Detectors {
  static final List<String> NAMES =
      List.of("env", "system", "docker", "k8snode", "k8s_api", "ec2", "eks", "ecs", "gcp", "azure");

  /// Attributes that are only set when the user asks for them; of `eks` all that are not listed in
  /// [#EKS].
  private static final Map<String, Set<String>> OFF =
      Map.of(
          "system",
              Set.of(
                  "host.arch",
                  "host.cpu.cache.l2.size",
                  "host.cpu.family",
                  "host.cpu.model.id",
                  "host.cpu.model.name",
                  "host.cpu.stepping",
                  "host.cpu.vendor.id",
                  "host.id",
                  "host.interface",
                  "host.ip",
                  "host.mac",
                  "os.build.id",
                  "os.description",
                  "os.name",
                  "os.version"),
          "docker", Set.of("container.image.name", "container.name"),
          "azure", Set.of("cloud.availability_zone"),
          "gcp", Set.of("gcp.gce.instance.hostname", "gcp.gce.instance.name"));

  private static final Set<String> EKS = Set.of("cloud.provider", "cloud.platform");

  /// Those that ask a service, which may not be there.
  private static final Set<String> ASKING =
      Set.of("docker", "k8snode", "k8s_api", "ec2", "eks", "ecs", "gcp", "azure");

  private Detectors() {}

  /// Whether silence means that the process runs elsewhere.
  static boolean mayBeMissing(String name) {
    return ASKING.contains(name);
  }

  static Detector make(String name, ResourceDetectionConfig config, Surroundings surroundings) {
    // What a detector found is its own: a second attempt starts anew.
    return () -> create(name, config, surroundings).detect();
  }

  private static Detector create(
      String name, ResourceDetectionConfig config, Surroundings surroundings) {
    Found found = new Found(wanted(name, config));
    return switch (name) {
      case "env" -> new EnvDetector(surroundings);
      case "system" -> new SystemDetector(surroundings, config.system().hostnameSources(), found);
      case "docker" -> new DockerDetector(surroundings, found);
      case "k8snode" -> new KubernetesDetector(surroundings, config.k8snode(), found);
      case "k8s_api" -> new KubernetesDetector(surroundings, config.k8sApi(), found);
      case "ec2" -> new Ec2Detector(surroundings, config.ec2().tags(), found);
      case "eks" -> new EksDetector(surroundings, found);
      case "ecs" -> new EcsDetector(surroundings, found);
      case "gcp" -> new GcpDetector(surroundings, found);
      case "azure" -> new AzureDetector(surroundings, config.azure().tags(), found);
      default -> throw new IllegalArgumentException(name + " (expected: of " + NAMES + ")");
    };
  }

  private static Predicate<String> wanted(String name, ResourceDetectionConfig config) {
    Map<String, ResourceDetectionConfig.Toggle> toggles = config.toggles(name);
    return attribute -> {
      ResourceDetectionConfig.Toggle toggle = toggles.get(attribute);
      if (toggle != null) {
        return toggle.enabled();
      }
      return name.equals("eks")
          ? EKS.contains(attribute)
          : !OFF.getOrDefault(name, Set.of()).contains(attribute);
    };
  }
}
