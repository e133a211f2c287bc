/// Finds out where the collector runs, and says so in every resource.
///
/// | key                        | default  | meaning                                            |
/// |----------------------------|----------|----------------------------------------------------|
/// | `detectors`                | `[env]`  | whom to ask; the first that knows an attribute wins|
/// | `override`                 | true     | replace what a resource says already               |
/// | `attributes`               | all      | set only these                                     |
/// | `timeout`                  | 5s       | for an answer; the start waits no longer           |
/// | `refresh_interval`         | 0        | ask again so often; 0: never                       |
/// | `fail_on_missing_metadata` | false    | a service that does not answer is a failure, and   |
/// |                            |          | asked again; otherwise it is taken as not there    |
/// | `retry`                    | on       | when to ask again after a failure: `enabled`,      |
/// |                            |          | `initial_interval` (1s), `multiplier` (2),         |
/// |                            |          | `randomization_factor` (0.5), `max_interval` (30s),|
/// |                            |          | `max_elapsed_time` (0: for ever)                   |
/// | of an HTTP client          |          | `proxy_url`, `tls` and so on are taken and have no |
/// |                            |          | effect: metadata services are asked directly       |
/// | a detector's name          |          | `resource_attributes`, with `enabled` for each     |
///
/// | detector             | finds                                      | where               |
/// |----------------------|--------------------------------------------|---------------------|
/// | `env`                | what the variable says                     | `OTEL_RESOURCE_ATTRIBUTES` |
/// | `system`             | `host.name`, `os.type`; if enabled         | the operating system; |
/// |                      | `host.arch`, `host.id`, `host.ip`,         | `hostname_sources`  |
/// |                      | `host.mac`, `host.interface`, `host.cpu.*`,| (dns, os)           |
/// |                      | `os.name`, `os.version`, `os.description`, |                     |
/// |                      | `os.build.id`                              |                     |
/// | `docker`             | `host.name`, `os.type`; if enabled         | `DOCKER_HOST`       |
/// |                      | `container.name`, `container.image.name`   |                     |
/// | `k8snode`, `k8s_api` | `k8s.node.name`, `k8s.node.uid`,           | the Kubernetes API; |
/// |                      | `k8s.cluster.uid`                          | `auth_type`,        |
/// |                      |                                            | `node_from_env_var` |
/// | `ec2`                | `cloud.*`, `host.*`, and tags that match   | `AWS_EC2_METADATA_SERVICE_ENDPOINT` |
/// |                      | `tags`                                     |                     |
/// | `eks`                | `cloud.provider`, `cloud.platform`; if     | variables of the pod, and as `ec2` |
/// |                      | enabled those of `ec2`, `k8s.cluster.name` |                     |
/// | `ecs`                | `aws.ecs.*`, `aws.log.*`, `cloud.*`        | `ECS_CONTAINER_METADATA_URI_V4` |
/// | `gcp`                | `cloud.*`, `host.*`, `faas.*`,             | `GCE_METADATA_HOST` |
/// |                      | `k8s.cluster.name`, `gcp.*`                |                     |
/// | `azure`              | `cloud.*`, `host.*`, `azure.*`, and tags   | Azure's metadata service |
/// |                      | that match `tags`                          |                     |
///
/// Detectors are asked side by side. What has not answered when the start has waited long enough is
/// asked on in the background, and a failed detector again and again; until then its attributes are
/// missing, and the component says that it is troubled. `ec2` takes tags from the metadata service,
/// which has to be allowed to tell them.
///
/// ```yaml
/// processors:
///   resourcedetection:
///     detectors: [env, system]
///     override: false
///     timeout: 2s
///     system:
///       hostname_sources: [os]
///       resource_attributes:
///         host.arch:
///           enabled: true
/// ```
@NullMarked
package dev.weir.collector.processors.resourcedetection;

import org.jspecify.annotations.NullMarked;
