package dev.weir.collector.engine.config.yaml;

/// A date, which YAML tells from a text.
///
/// @param rfc3339 in the form `2020-01-01T00:00:00Z`
public record YamlTimestamp(String rfc3339) {

  @Override
  public String toString() {
    return rfc3339;
  }
}
