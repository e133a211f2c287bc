package dev.weir.collector.helper.net;

import dev.weir.collector.api.ComponentConfig;
import java.time.Duration;

/// The `dialer` section of an address.
///
/// @param timeout how long connecting may take; zero for as long as the system tries
public record Dialer(Duration timeout) implements ComponentConfig {
  public static Dialer defaults() {
    return new Dialer(Duration.ZERO);
  }
}
