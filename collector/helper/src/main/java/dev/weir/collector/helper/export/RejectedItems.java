package dev.weir.collector.helper.export;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.otlp.Signal;
import java.util.HashMap;
import java.util.Map;

/// Counts what a destination took note of and threw away: the partial successes of OTLP. Any thread
/// may call it.
public final class RejectedItems {
  private final ComponentContext context;
  private final Signal signal;
  private final Counter rejected;

  public RejectedItems(ComponentContext context, Signal signal) {
    Map<String, String> labels = new HashMap<>(context.telemetry().componentLabels());
    labels.put("data_type", signal.key());
    this.context = context;
    this.signal = signal;
    this.rejected =
        context
            .telemetry()
            .counter(
                "otelcol_exporter_rejected_items",
                "Number of items that the destination rejected in a partial success.",
                "{item}",
                labels);
  }

  /// Counts and logs what an answer says. Such items are not sent again.
  public void report(PartialSuccess answer) {
    if (answer.rejected() > 0) {
      rejected.add(answer.rejected());
      context.losses().lost(signal, answer.rejected(), "partial_success", answer.message());
    }
    if (answer.rejected() > 0 || !answer.message().isEmpty()) {
      context
          .log()
          .warn(
              "Partial success response",
              "message",
              answer.message(),
              "dropped_" + signal.items(),
              answer.rejected());
    }
  }
}
