package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `otlp` receivers.
public final class OtlpReceiverFactory implements ReceiverFactory<OtlpReceiverConfig> {

  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public OtlpReceiverConfig defaultConfig() {
    return new OtlpReceiverConfig(new OtlpReceiverConfig.Protocols(null, null));
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
  public Receiver create(OtlpReceiverConfig config, ReceiverContext context) {
    return new OtlpReceiver(config.protocols(), context);
  }
}
