package dev.weir.collector.processors.redaction;

import dev.weir.collector.api.ComponentConfig;
import java.util.List;

/// What the user writes under `url_sanitizer:`.
///
/// @param attributes those that hold URLs or paths
/// @param sanitizeSpanName whether names of client and server spans are sanitized, too
public record UrlSanitizerConfig(boolean enabled, List<String> attributes, boolean sanitizeSpanName)
    implements ComponentConfig {

  public static UrlSanitizerConfig defaults() {
    return new UrlSanitizerConfig(false, List.of(), true);
  }
}
