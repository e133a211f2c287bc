package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;

/// Name and version of this build, from the jar's manifest.
final class ThisBuild {
  private ThisBuild() {}

  static BuildInfo info() {
    String version = ThisBuild.class.getPackage().getImplementationVersion();
    return new BuildInfo("weir", version == null ? "development" : version);
  }
}
