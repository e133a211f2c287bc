package dev.weir.collector.processors.resourcedetection;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// `ec2`: what Amazon says of the instance.
final class Ec2Detector implements Detector {
  private final Surroundings surroundings;
  private final List<Pattern> tags;
  private final Found wanted;

  Ec2Detector(Surroundings surroundings, List<String> tags, Found wanted) {
    this.surroundings = surroundings;
    this.tags = tags.stream().map(Pattern::compile).toList();
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    InstanceMetadata metadata = new InstanceMetadata(surroundings);
    metadata.open();
    putIdentity(metadata.identity(), wanted);
    wanted
        .put("cloud.provider", "aws")
        .put("cloud.platform", "aws_ec2")
        .put("host.name", metadata.get("meta-data/hostname"));
    if (!tags.isEmpty()) {
      putTags(metadata);
    }
    return wanted.attributes();
  }

  static void putIdentity(Map<?, ?> identity, Found into) {
    into.put("cloud.region", Json.text(identity, "region"))
        .put("cloud.account.id", Json.text(identity, "accountId"))
        .put("cloud.availability_zone", Json.text(identity, "availabilityZone"))
        .put("host.id", Json.text(identity, "instanceId"))
        .put("host.image.id", Json.text(identity, "imageId"))
        .put("host.type", Json.text(identity, "instanceType"));
  }

  private void putTags(InstanceMetadata metadata) throws IOException {
    for (String key : metadata.get("meta-data/tags/instance").lines().toList()) {
      if (tags.stream().anyMatch(tag -> tag.matcher(key).find())) {
        wanted.always("ec2.tag." + key, metadata.get("meta-data/tags/instance/" + key));
      }
    }
  }
}
