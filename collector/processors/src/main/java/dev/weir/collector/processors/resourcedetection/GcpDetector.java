package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.Map;

/// `gcp`: on what of Google's platforms this runs. `GCE_METADATA_HOST` says where the metadata
/// service is.
final class GcpDetector implements Detector {
  private static final Map<String, String> FLAVOR = Map.of("Metadata-Flavor", "Google");

  private final Surroundings surroundings;
  private final Found wanted;
  private final String base;

  GcpDetector(Surroundings surroundings, Found wanted) {
    this.surroundings = surroundings;
    this.wanted = wanted;
    base =
        "http://"
            + surroundings.variable("GCE_METADATA_HOST", "169.254.169.254")
            + "/computeMetadata/v1/";
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    wanted.put("cloud.provider", "gcp").put("cloud.account.id", get("project/project-id"));
    String cluster = optional("instance/attributes/cluster-name");
    if (isSet("KUBERNETES_SERVICE_HOST") && !cluster.isEmpty()) {
      kubernetes(cluster);
    } else if (isSet("CLOUD_RUN_JOB")) {
      job();
    } else if (isSet("K_SERVICE")) {
      function(isSet("FUNCTION_TARGET") ? "gcp_cloud_functions" : "gcp_cloud_run");
    } else if (isSet("GAE_SERVICE")) {
      appEngine();
    } else {
      instance();
    }
    return wanted.attributes();
  }

  private void kubernetes(String cluster) throws IOException {
    String location = optional("instance/attributes/cluster-location");
    boolean isZone = location.chars().filter(c -> c == '-').count() > 1;
    wanted
        .put("cloud.platform", "gcp_kubernetes_engine")
        .put(isZone ? "cloud.availability_zone" : "cloud.region", location)
        .put("k8s.cluster.name", cluster)
        .put("host.id", get("instance/id"))
        .put("host.name", optional("instance/name"));
  }

  private void job() throws IOException {
    wanted
        .put("cloud.platform", "gcp_cloud_run")
        .put("faas.name", surroundings.variable("CLOUD_RUN_JOB"))
        .put("gcp.cloud_run.job.execution", surroundings.variable("CLOUD_RUN_EXECUTION"))
        .put("gcp.cloud_run.job.task_index", surroundings.variable("CLOUD_RUN_TASK_INDEX"))
        .put("faas.instance", get("instance/id"))
        .put("cloud.region", last(get("instance/region")));
  }

  private void function(String platform) throws IOException {
    wanted
        .put("cloud.platform", platform)
        .put("faas.name", surroundings.variable("K_SERVICE"))
        .put("faas.version", surroundings.variable("K_REVISION"))
        .put("faas.instance", get("instance/id"))
        .put("cloud.region", last(get("instance/region")));
  }

  private void appEngine() throws IOException {
    wanted
        .put("cloud.platform", "gcp_app_engine")
        .put("faas.name", surroundings.variable("GAE_SERVICE"))
        .put("faas.version", surroundings.variable("GAE_VERSION"))
        .put("faas.instance", surroundings.variable("GAE_INSTANCE"));
    zone();
  }

  private void instance() throws IOException {
    wanted
        .put("cloud.platform", "gcp_compute_engine")
        .put("host.type", last(get("instance/machine-type")))
        .put("host.id", get("instance/id"))
        .put("host.name", optional("instance/name"))
        .put("gcp.gce.instance.hostname", optional("instance/hostname"))
        .put("gcp.gce.instance.name", optional("instance/name"));
    zone();
    // projects/1/regions/r/instanceGroupManagers/name, or zones/z instead of regions/r
    String[] group = optional("instance/attributes/created-by").split("/", -1);
    if (group.length == 6 && group[4].equals("instanceGroupManagers")) {
      wanted
          .put("gcp.gce.instance_group_manager.name", group[5])
          .put(
              "gcp.gce.instance_group_manager." + (group[2].equals("zones") ? "zone" : "region"),
              group[3]);
    }
  }

  private void zone() throws IOException {
    String zone = last(get("instance/zone"));
    int end = zone.lastIndexOf('-');
    wanted
        .put("cloud.availability_zone", zone)
        .put("cloud.region", end < 0 ? "" : zone.substring(0, end));
  }

  private boolean isSet(String variable) {
    return !surroundings.variable(variable).isEmpty();
  }

  private String get(String path) throws IOException {
    return surroundings.client().get(base + path, FLAVOR).strip();
  }

  /// Empty where the service does not know.
  private String optional(String path) throws IOException {
    MetadataClient.Answer answer = surroundings.client().ask("GET", base + path, FLAVOR, null);
    return answer.isSuccess() ? answer.body().strip() : "";
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
