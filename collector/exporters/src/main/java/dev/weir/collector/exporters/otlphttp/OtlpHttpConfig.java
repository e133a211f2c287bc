package dev.weir.collector.exporters.otlphttp;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.export.QueueConfig;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.otlp.Signal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/// The settings of `otlp_http`.
///
/// @param client where and how to connect; its `timeout` is that of each attempt
/// @param sendingQueue holds what is to be sent
/// @param retryOnFailure when what was refused is sent again
/// @param tracesEndpoint the whole URL for traces; empty for `endpoint` with `/v1/traces`
/// @param metricsEndpoint the whole URL for metrics; empty for `endpoint` with `/v1/metrics`
/// @param logsEndpoint the whole URL for logs; empty for `endpoint` with `/v1/logs`
/// @param profilesEndpoint the whole URL for profiles; empty for `endpoint` with
///   `/v1development/profiles`
/// @param encoding `proto` or `json`
public record OtlpHttpConfig(
    @Inline HttpClientConfig client,
    QueueConfig sendingQueue,
    RetryConfig retryOnFailure,
    String tracesEndpoint,
    String metricsEndpoint,
    String logsEndpoint,
    String profilesEndpoint,
    Encoding encoding)
    implements ComponentConfig {

  static OtlpHttpConfig defaults() {
    return new OtlpHttpConfig(
        HttpClientConfig.defaults("gzip", Duration.ofSeconds(30)),
        QueueConfig.defaults(),
        RetryConfig.defaults(),
        "",
        "",
        "",
        "",
        Encoding.PROTO);
  }

  @Override
  public void validate(Problems problems) {
    String all =
        client.endpoint() + tracesEndpoint + metricsEndpoint + logsEndpoint + profilesEndpoint;
    if (all.isEmpty()) {
      problems.add("endpoint", null, "a URL: at least one endpoint must be specified");
    }
    validateUrl(problems, "endpoint", client.endpoint());
    for (Signal signal : Signal.values()) {
      validateUrl(problems, signal.key() + "_endpoint", endpoint(signal));
    }
  }

  /// The URL for a signal; empty when there is none.
  String url(Signal signal) {
    String own = endpoint(signal);
    if (!own.isEmpty() || client.endpoint().isEmpty()) {
      return own;
    }
    String base = client.endpoint();
    String version = signal == Signal.PROFILES ? "v1development/" : "v1/";
    return base + (base.endsWith("/") ? "" : "/") + version + signal.key();
  }

  private String endpoint(Signal signal) {
    return switch (signal) {
      case TRACES -> tracesEndpoint;
      case METRICS -> metricsEndpoint;
      case LOGS -> logsEndpoint;
      case PROFILES -> profilesEndpoint;
    };
  }

  private static void validateUrl(Problems problems, String setting, String url) {
    if (url.isEmpty() || isHttp(url)) {
      return;
    }
    if (!url.contains("<")) {
      problems.add(setting, url, "a URL such as http://localhost:4318");
    } else { // a template that somebody has yet to fill in
      problems.warn(
          setting,
          "\"" + url + "\" is not a URL such as http://localhost:4318; this will not start");
    }
  }

  static boolean isHttp(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      return url.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
