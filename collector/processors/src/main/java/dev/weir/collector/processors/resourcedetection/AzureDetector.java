package dev.weir.collector.processors.resourcedetection;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `azure`: what Azure says of the virtual machine.
final class AzureDetector implements Detector {
  private static final String COMPUTE =
      "/metadata/instance/compute?api-version=2020-09-01&format=json";

  private final Surroundings surroundings;
  private final List<Pattern> tags;
  private final Found wanted;

  AzureDetector(Surroundings surroundings, List<String> tags, Found wanted) {
    this.surroundings = surroundings;
    this.tags = tags.stream().map(Pattern::compile).toList();
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    Map<?, ?> compute =
        Json.object(
            surroundings.client().get(surroundings.azure() + COMPUTE, Map.of("Metadata", "True")));
    String computer = Json.text(compute, "osProfile", "computerName");
    String name = Json.text(compute, "name");
    wanted
        .put("cloud.provider", "azure")
        .put("cloud.platform", "azure_vm")
        .put("host.name", computer.isEmpty() ? name : computer)
        .put("cloud.region", Json.text(compute, "location"))
        .put("host.id", Json.text(compute, "vmId"))
        .put("cloud.account.id", Json.text(compute, "subscriptionId"))
        .put("cloud.availability_zone", Json.text(compute, "zone"))
        .put("azure.vm.name", name)
        .put("azure.vm.size", Json.text(compute, "vmSize"))
        .put("azure.vm.scaleset.name", Json.text(compute, "vmScaleSetName"))
        .put("azure.resourcegroup.name", Json.text(compute, "resourceGroupName"));
    for (Map<?, ?> tag : Json.objects(compute, "tagsList")) {
      String key = Json.text(tag, "name");
      if (tags.stream().anyMatch(pattern -> pattern.matcher(key).find())) {
        wanted.always("azure.tag." + key, Json.text(tag, "value"));
      }
    }
    return wanted.attributes();
  }
}
