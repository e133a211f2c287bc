package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.Map;

/// Where a receiver hands what it received: counts it on its way into the pipelines.
final class ReceivedConsumer implements Consumer {
  private final Consumer pipelines;
  private final Counter accepted;
  private final Counter refused;
  private final Counter failed;

  ReceivedConsumer(Consumer pipelines, Telemetry telemetry, Signal signal, String transport) {
    this.pipelines = pipelines;
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.put("transport", transport);
    String unit = "{" + signal.items() + "}";
    accepted =
        telemetry.counter(
            "otelcol_receiver_accepted_" + signal.items(),
            "Items that the pipelines took from the receiver",
            unit,
            labels);
    refused =
        telemetry.counter(
            "otelcol_receiver_refused_" + signal.items(),
            "Items that the pipelines did not take from the receiver",
            unit,
            labels);
    failed =
        telemetry.counter(
            "otelcol_receiver_failed_" + signal.items(),
            "Items that the receiver lost to an error of its own",
            unit,
            labels);
  }

  @Override
  public void consume(Batch batch) {
    boolean isAccepted = false;
    Counter otherwise = failed;
    try {
      pipelines.consume(batch);
      isAccepted = true;
    } catch (Refusal refusal) {
      otherwise = refused;
      throw refusal;
    } finally {
      (isAccepted ? accepted : otherwise).add(batch.items());
    }
  }

  @Override
  public boolean mayBlock() {
    return pipelines.mayBlock();
  }
}
