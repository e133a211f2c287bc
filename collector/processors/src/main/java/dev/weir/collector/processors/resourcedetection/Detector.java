package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.util.Map;

/// Finds out where the process runs. Asked by one thread at a time.
@FunctionalInterface
interface Detector {
  /// Values by attribute: texts, whole numbers or lists of texts. Empty when this is not the place
  /// that the detector knows.
  ///
  /// @throws IOException when it should have found out and could not
  Map<String, Object> detect() throws IOException;
}
