package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentConfig;

/// The section `cookies` of a client: when it is there, cookies that servers set are sent back.
public record Cookies() implements ComponentConfig {
  public static Cookies defaults() {
    return new Cookies();
  }
}
