package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/// Name and version of this build, from the jar's manifest.
final class VersionProvider implements IVersionProvider {

  static BuildInfo build() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new BuildInfo("weir", version == null ? "development" : version);
  }

  @Override
  public String[] getVersion() {
    BuildInfo build = build();
    return new String[] {
      build.command() + " version " + build.version(),
      "Java "
          + System.getProperty("java.vm.version")
          + " ("
          + System.getProperty("java.vendor")
          + ")"
    };
  }
}
