package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/// `eks`: whether this is a pod in Amazon's Kubernetes, and what its node's metadata say.
final class EksDetector implements Detector {
  private static final String CLUSTER_TAG = "kubernetes.io/cluster/";

  private final Surroundings surroundings;
  private final Found wanted;

  EksDetector(Surroundings surroundings, Found wanted) {
    this.surroundings = surroundings;
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    if (!isHere()) {
      return Map.of();
    }
    wanted.put("cloud.provider", "aws").put("cloud.platform", "aws_eks");
    if (wantsMore()) {
      InstanceMetadata metadata = new InstanceMetadata(surroundings);
      metadata.open();
      Ec2Detector.putIdentity(metadata.identity(), wanted);
      wanted.put("host.name", metadata.get("meta-data/hostname"));
      if (wanted.wants("k8s.cluster.name")) {
        metadata
            .get("meta-data/tags/instance")
            .lines()
            .filter(tag -> tag.startsWith(CLUSTER_TAG))
            .forEach(tag -> wanted.put("k8s.cluster.name", tag.substring(CLUSTER_TAG.length())));
      }
    }
    return wanted.attributes();
  }

  private boolean isHere() throws IOException {
    if (surroundings.variable("KUBERNETES_SERVICE_HOST").isEmpty()) {
      return false;
    }
    return surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE").contains("eks.amazonaws.com")
        || surroundings
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
            .contains("eks-pod-identity")
        || new KubernetesDetector(
                surroundings,
                new ResourceDetectionConfig.Kubernetes("serviceAccount", "", Map.of()),
                wanted)
            .version()
            .contains("-eks-");
  }

  private boolean wantsMore() {
    return Stream.of(
            "cloud.region",
            "cloud.account.id",
            "cloud.availability_zone",
            "host.id",
            "host.image.id",
            "host.type",
            "host.name",
            "k8s.cluster.name")
        .anyMatch(wanted::wants);
  }
}
