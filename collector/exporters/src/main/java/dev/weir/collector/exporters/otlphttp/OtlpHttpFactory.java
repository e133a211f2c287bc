package dev.weir.collector.exporters.otlphttp;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.export.ExportHelper;
import dev.weir.collector.helper.export.ExportSettings;
import dev.weir.otlp.Signal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes `otlp_http` exporters.
public final class OtlpHttpFactory implements ExporterFactory<OtlpHttpConfig> {

  @Override
  public String type() {
    return "otlp_http";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("otlphttp");
  }

  @Override
  public OtlpHttpConfig defaultConfig() {
    return OtlpHttpConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.STABLE,
        Signal.METRICS, Stability.STABLE,
        Signal.LOGS, Stability.STABLE,
        Signal.PROFILES, Stability.ALPHA);
  }

  /// @throws StartException when there is no URL for the signal
  @Override
  public Exporter create(OtlpHttpConfig config, Signal signal, ComponentContext context) {
    String url = config.url(signal);
    if (url.isEmpty()) {
      throw new StartException(
          "either endpoint or " + signal.key() + "_endpoint must be specified");
    }
    if (!OtlpHttpConfig.isHttp(url)) {
      throw new StartException(
          "endpoint: \"" + url + "\" (expected: a URL such as http://localhost:4318)");
    }
    URI target = URI.create(url);
    ExportSettings settings =
        new ExportSettings(
            config.client().timeout(),
            config.retryOnFailure(),
            config.sendingQueue(),
            labels(target));
    return new ExportHelper(
        context, signal, settings, new OtlpHttpSender(config, target, signal, context));
  }

  private static Map<String, String> labels(URI url) {
    Map<String, String> labels = new HashMap<>();
    labels.put("server.address", url.getHost());
    if (!url.getPath().isEmpty()) {
      labels.put("url.path", url.getPath());
    }
    if (url.getPort() >= 0) {
      labels.put("server.port", String.valueOf(url.getPort()));
    }
    return labels;
  }
}
