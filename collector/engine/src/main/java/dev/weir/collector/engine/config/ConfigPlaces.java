package dev.weir.collector.engine.config;

import dev.weir.collector.engine.config.yaml.Position;

/// Finds the place in the user's text that a path of keys comes from.
@FunctionalInterface
public interface ConfigPlaces {

  /// The place of that path, such as `service::pipelines::traces::exporters::0`; when there is
  /// none, that of the longest part of it that there is.
  Position find(String path);

  /// A problem at that path.
  default Problem error(String path, String message) {
    return Problem.error(find(path), path, message);
  }
}
