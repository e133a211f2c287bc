package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/// `env`: what `OTEL_RESOURCE_ATTRIBUTES` says, or `OTEL_RESOURCE` as it was called once: keys and
/// values, `key=value,key=value`, percent-encoded.
final class EnvDetector implements Detector {
  private final Surroundings surroundings;

  EnvDetector(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    String text =
        surroundings
            .variable("OTEL_RESOURCE_ATTRIBUTES", surroundings.variable("OTEL_RESOURCE"))
            .strip();
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 0 || pair.substring(0, equals).isBlank()) {
        throw new IOException(
            "OTEL_RESOURCE_ATTRIBUTES has \"" + pair + "\" (expected: key=value)");
      }
      attributes.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1)));
    }
    return attributes;
  }

  private static String decoded(String value) throws IOException {
    try {
      return URLDecoder.decode(value.strip(), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "OTEL_RESOURCE_ATTRIBUTES has \"" + value + "\" (expected: percent-encoded)", e);
    }
  }
}
