package dev.weir.collector.receivers.nop;

import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `nop` receivers.
public final class NopReceiverFactory implements ReceiverFactory<NopReceiverConfig> {

  @Override
  public String type() {
    return "nop";
  }

  @Override
  public NopReceiverConfig defaultConfig() {
    return new NopReceiverConfig();
  }

  @Override
  public Map<Signal, Stability> signals() {
    return Map.of(
        Signal.TRACES, Stability.BETA,
        Signal.METRICS, Stability.BETA,
        Signal.LOGS, Stability.BETA,
        Signal.PROFILES, Stability.ALPHA);
  }

  @Override
  public Receiver create(NopReceiverConfig config, ReceiverContext context) {
    return new NopReceiver();
  }

  private static final class NopReceiver implements Receiver {}
}
