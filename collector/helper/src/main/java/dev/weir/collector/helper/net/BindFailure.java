package dev.weir.collector.helper.net;

import dev.weir.collector.api.StartException;
import java.net.BindException;
import java.util.Locale;

/// Turns a failure to listen into a text for the user: which port, who has it, what to change.
public final class BindFailure {
  private BindFailure() {}

  /// The text for a failure.
  ///
  /// @param setting the path of the setting that chooses the address, such as
  ///   `receivers::otlp::protocols::grpc::endpoint`
  public static StartException of(ListenAddress address, Throwable failure, String setting) {
    Throwable cause = failure;
    while (!(cause instanceof BindException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String what = String.valueOf(cause.getMessage());
    String said = what.toLowerCase(Locale.ROOT);
    String where = "endpoint \"" + address.endpoint() + "\": ";
    if (said.contains("in use")) {
      return new StartException(
          where + inUse(address) + "; stop it, or choose another one with " + setting, failure);
    }
    if (said.contains("permission denied") || said.contains("eacces")) {
      return new StartException(
          where
              + "user "
              + System.getProperty("user.name")
              + " may not listen there; choose "
              + (address.isUnix() ? "another path" : "a port above 1023")
              + " with "
              + setting,
          failure);
    }
    if (said.contains("cannot assign") || said.contains("eaddrnotavail")) {
      return new StartException(
          where
              + "this machine has no such address; use localhost, 0.0.0.0 or one of its own with "
              + setting,
          failure);
    }
    return new StartException(where + "cannot listen: " + what + "; see " + setting, failure);
  }

  private static String inUse(ListenAddress address) {
    if (address.isUnix()) {
      return "the socket is already in use by another process";
    }
    String holder = PortHolder.of(address.port());
    return "port "
        + address.port()
        + " is already in use by "
        + (holder == null ? "another process" : holder);
  }
}
