package dev.weir.collector.processors.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.processors.resourcedetection.ResourceDetectionConfig.Toggle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudDetectorsTest extends DetectorFixture {
  @Test
  void ec2_asksWithATokenAndReadsTags() throws IOException {
    ec2();
    answers.put("/latest/meta-data/tags/instance", "team\nother");
    answers.put("/latest/meta-data/tags/instance/team", "core");
    ResourceDetectionConfig config = ec2(List.of("^te"), on());

    assertThat(Detectors.make("ec2", config, surroundings).detect())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("cloud.provider", "aws"),
                Map.entry("cloud.platform", "aws_ec2"),
                Map.entry("cloud.region", "eu-west-1"),
                Map.entry("cloud.account.id", "123"),
                Map.entry("cloud.availability_zone", "eu-west-1a"),
                Map.entry("host.id", "i-1"),
                Map.entry("host.image.id", "ami-1"),
                Map.entry("host.type", "m5"),
                Map.entry("host.name", "ip-1"),
                Map.entry("ec2.tag.team", "core")));
    assertThat(asked.get("/latest/meta-data/hostname")).contains("T0KEN");
  }

  @Test
  void attributes_canBeSwitchedOff() throws IOException {
    ec2();
    ResourceDetectionConfig config = ec2(List.of(), Map.of("host.id", new Toggle(false)));

    assertThat(Detectors.make("ec2", config, surroundings).detect())
        .doesNotContainKey("host.id")
        .containsKey("host.type");
  }

  @Test
  void eks_isFoundByThePodsVariables() throws IOException {
    assertThat(detect("eks")).isEmpty();
    variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    variables.put(
        "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");

    assertThat(detect("eks"))
        .isEqualTo(Map.of("cloud.provider", "aws", "cloud.platform", "aws_eks"));
  }

  @Test
  void ecs_describesTaskAndLog() throws IOException {
    variables.put("ECS_CONTAINER_METADATA_URI_V4", url() + "/v4/x");
    answers.put(
        "/v4/x/task",
        "{\"Cluster\":\"prod\",\"TaskARN\":\"arn:aws:ecs:eu-west-1:123:task/prod/t1\","
            + "\"Family\":\"web\",\"Revision\":\"7\",\"AvailabilityZone\":\"eu-west-1a\","
            + "\"LaunchType\":\"FARGATE\"}");
    answers.put(
        "/v4/x",
        "{\"LogDriver\":\"awslogs\",\"LogOptions\":{\"awslogs-group\":\"g\","
            + "\"awslogs-region\":\"eu-west-1\",\"awslogs-stream\":\"s\"}}");

    assertThat(detect("ecs"))
        .containsEntry("aws.ecs.task.id", "t1")
        .containsEntry("aws.ecs.cluster.arn", "arn:aws:ecs:eu-west-1:123:cluster/prod")
        .containsEntry("aws.ecs.launchtype", "fargate")
        .containsEntry("cloud.account.id", "123")
        .containsEntry("aws.log.group.arns", List.of("arn:aws:logs:eu-west-1:123:log-group:g"));
  }

  @Test
  void gcp_describesAnInstance_aClusterAndAService() throws IOException {
    variables.put("GCE_METADATA_HOST", "127.0.0.1:" + server.getAddress().getPort());
    String base = "/computeMetadata/v1/";
    answers.put(base + "project/project-id", "p1");
    answers.put(base + "instance/id", "42");
    answers.put(base + "instance/name", "vm-1");
    answers.put(base + "instance/zone", "projects/1/zones/europe-west1-b");
    answers.put(base + "instance/region", "projects/1/regions/europe-west1");
    answers.put(base + "instance/machine-type", "projects/1/machineTypes/e2-small");
    answers.put(
        base + "instance/attributes/created-by", "projects/1/zones/z/instanceGroupManagers/m");
    assertThat(detect("gcp"))
        .isEqualTo(
            Map.of(
                "cloud.provider", "gcp",
                "cloud.account.id", "p1",
                "cloud.platform", "gcp_compute_engine",
                "host.type", "e2-small",
                "host.id", "42",
                "host.name", "vm-1",
                "cloud.availability_zone", "europe-west1-b",
                "cloud.region", "europe-west1",
                "gcp.gce.instance_group_manager.name", "m",
                "gcp.gce.instance_group_manager.zone", "z"));
    assertThat(asked.get(base + "instance/id")).contains("Google");

    variables.put("K_SERVICE", "svc");
    assertThat(detect("gcp"))
        .containsEntry("cloud.platform", "gcp_cloud_run")
        .containsEntry("faas.name", "svc");

    variables.put("KUBERNETES_SERVICE_HOST", "x");
    answers.put(base + "instance/attributes/cluster-name", "c1");
    answers.put(base + "instance/attributes/cluster-location", "europe-west1");
    assertThat(detect("gcp"))
        .containsEntry("cloud.platform", "gcp_kubernetes_engine")
        .containsEntry("cloud.region", "europe-west1")
        .containsEntry("k8s.cluster.name", "c1");
  }

  @Test
  void azure_describesTheMachine() throws IOException {
    answers.put(
        "/metadata/instance/compute",
        "{\"name\":\"vm\",\"vmId\":\"id\",\"location\":\"westeurope\",\"vmSize\":\"D2\","
            + "\"subscriptionId\":\"s\",\"resourceGroupName\":\"rg\",\"zone\":\"1\","
            + "\"vmScaleSetName\":\"\",\"osProfile\":{\"computerName\":\"host\"},"
            + "\"tagsList\":[{\"name\":\"team\",\"value\":\"core\"}]}");

    assertThat(detect("azure"))
        .isEqualTo(
            Map.of(
                "cloud.provider", "azure",
                "cloud.platform", "azure_vm",
                "host.name", "host",
                "cloud.region", "westeurope",
                "host.id", "id",
                "cloud.account.id", "s",
                "azure.vm.name", "vm",
                "azure.vm.size", "D2",
                "azure.resourcegroup.name", "rg"));
  }

  @Test
  void damagedAnswers_areErrorsAndNothingElse() {
    for (String answer :
        List.of("", "{", "[1]", "{\"a\":", "nope", "{\"a\" 1}", "\u0000", "{\"\\u12")) {
      answers.put("/metadata/instance/compute", answer);
      assertThatThrownBy(() -> detect("azure")).as(answer).isInstanceOf(IOException.class);
    }
  }
}
