package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/// What `weir --version` prints.
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    BuildInfo build = ThisBuild.info();
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
