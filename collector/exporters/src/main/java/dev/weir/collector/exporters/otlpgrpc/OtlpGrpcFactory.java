package dev.weir.collector.exporters.otlpgrpc;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.helper.export.ExportHelper;
import dev.weir.collector.helper.export.ExportSettings;
import dev.weir.collector.helper.grpc.GrpcTarget;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.Map;

/// Makes `otlp_grpc` exporters.
public final class OtlpGrpcFactory implements ExporterFactory<OtlpGrpcConfig> {

  @Override
  public String type() {
    return "otlp_grpc";
  }

  @Override
  public List<String> formerTypes() {
    return List.of("otlp");
  }

  @Override
  public OtlpGrpcConfig defaultConfig() {
    return OtlpGrpcConfig.defaults();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.STABLE,
        Signal.METRICS, Stability.STABLE,
        Signal.LOGS, Stability.STABLE,
        Signal.PROFILES, Stability.ALPHA);
  }

  @Override
  public Exporter create(OtlpGrpcConfig config, Signal signal, ComponentContext context) {
    ExportSettings settings =
        new ExportSettings(
            config.timeout(),
            config.retryOnFailure(),
            config.sendingQueue(),
            GrpcTarget.labels(config.client().endpoint()));
    return new ExportHelper(
        context, signal, settings, new OtlpGrpcSender(config.client(), signal, context));
  }
}
