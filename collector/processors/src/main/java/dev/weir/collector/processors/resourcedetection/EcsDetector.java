package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `ecs`: the task in which this container runs in Amazon's container service.
final class EcsDetector implements Detector {
  private final Surroundings surroundings;
  private final Found wanted;

  EcsDetector(Surroundings surroundings, Found wanted) {
    this.surroundings = surroundings;
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    String url =
        surroundings.variable(
            "ECS_CONTAINER_METADATA_URI_V4", surroundings.variable("ECS_CONTAINER_METADATA_URI"));
    if (url.isEmpty()) {
      throw new IOException("ECS_CONTAINER_METADATA_URI_V4 is not set");
    }
    Map<?, ?> task = Json.object(surroundings.client().get(url + "/task", Map.of()));
    // arn:aws:ecs:region:account:task/cluster/id
    String arn = Json.text(task, "TaskARN");
    String[] parts = arn.split(":", -1);
    String region = parts.length > 5 ? parts[3] : "";
    String account = parts.length > 5 ? parts[4] : "";
    String launchType = Json.text(task, "LaunchType").toLowerCase(Locale.ROOT);
    wanted
        .put("cloud.provider", "aws")
        .put("cloud.platform", "aws_ecs")
        .put("aws.ecs.task.arn", arn)
        .put("aws.ecs.task.family", Json.text(task, "Family"))
        .put("aws.ecs.task.revision", Json.text(task, "Revision"))
        .put("aws.ecs.task.id", arn.substring(arn.lastIndexOf('/') + 1))
        .put("aws.ecs.cluster.arn", cluster(Json.text(task, "Cluster"), region, account))
        .put("aws.ecs.launchtype", launchType)
        .put("cloud.account.id", account)
        .put("cloud.region", region)
        .put("cloud.availability_zone", Json.text(task, "AvailabilityZone"));
    logs(Json.object(surroundings.client().get(url, Map.of())), account);
    return wanted.attributes();
  }

  private static String cluster(String cluster, String region, String account) {
    return cluster.isEmpty() || cluster.startsWith("arn:")
        ? cluster
        : "arn:aws:ecs:" + region + ":" + account + ":cluster/" + cluster;
  }

  /// Where the container's own log goes, if to Amazon's.
  private void logs(Map<?, ?> container, String account) {
    String group = Json.text(container, "LogOptions", "awslogs-group");
    if (!Json.text(container, "LogDriver").equals("awslogs") || group.isEmpty()) {
      return;
    }
    String region = Json.text(container, "LogOptions", "awslogs-region");
    String stream = Json.text(container, "LogOptions", "awslogs-stream");
    String arn = "arn:aws:logs:" + region + ":" + account + ":log-group:" + group;
    wanted
        .put("aws.log.group.names", List.of(group))
        .put("aws.log.group.arns", List.of(arn))
        .put("aws.log.stream.names", List.of(stream))
        .put("aws.log.stream.arns", List.of(arn + ":log-stream:" + stream));
  }
}
