package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.yaml.Mappings;

/// A path, taken apart before its last key.
record Paths(String parent, String key) {

  static Paths split(String path) {
    int at = path.lastIndexOf(Mappings.DELIMITER);
    return at < 0
        ? new Paths("", path)
        : new Paths(path.substring(0, at), path.substring(at + Mappings.DELIMITER.length()));
  }

  static String join(String parent, String key) {
    return parent.isEmpty() ? key : parent + Mappings.DELIMITER + key;
  }
}
