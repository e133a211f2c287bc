package dev.weir.collector.helper.net;

import dev.weir.collector.api.BuildInfo;
import java.util.Locale;

/// How clients introduce themselves.
public final class UserAgent {
  private UserAgent() {}

  /// Such as `weir/0.1.0 (linux/amd64)`.
  public static String of(BuildInfo build) {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return "%s/%s (%s/%s)"
        .formatted(
            build.command(),
            build.version(),
            os.startsWith("mac") ? "darwin" : os.split(" ", 2)[0],
            System.getProperty("os.arch"));
  }
}
