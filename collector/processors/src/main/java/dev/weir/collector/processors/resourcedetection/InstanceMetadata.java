package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.Map;

/// Amazon's metadata service for instances, version 2. `AWS_EC2_METADATA_SERVICE_ENDPOINT` says
/// where it is, `AWS_EC2_METADATA_DISABLED` that it is not to be asked.
final class InstanceMetadata {
  private final Surroundings surroundings;
  private final String endpoint;
  private String token = "";

  InstanceMetadata(Surroundings surroundings) {
    this.surroundings = surroundings;
    String given =
        surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254");
    endpoint = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
  }

  /// Asks for a token, without which nothing is answered.
  ///
  /// @throws IOException when there is no such service
  void open() throws IOException {
    if (surroundings.variable("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
      throw new IOException("AWS_EC2_METADATA_DISABLED is true");
    }
    MetadataClient.Answer answer =
        surroundings
            .client()
            .ask(
                "PUT",
                endpoint + "/latest/api/token",
                Map.of("X-aws-ec2-metadata-token-ttl-seconds", "300"),
                null);
    if (answer.isSuccess()) {
      token = answer.body();
    } else if (answer.status() != 403 && answer.status() != 404 && answer.status() != 405) {
      throw new IOException(endpoint + " answers the token request with " + answer.status());
    }
  }

  /// @param path below `/latest/`
  String get(String path) throws IOException {
    return surroundings
        .client()
        .get(
            endpoint + "/latest/" + path,
            token.isEmpty() ? Map.of() : Map.of("X-aws-ec2-metadata-token", token));
  }

  Map<?, ?> identity() throws IOException {
    return Json.object(get("dynamic/instance-identity/document"));
  }
}
