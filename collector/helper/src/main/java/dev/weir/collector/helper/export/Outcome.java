package dev.weir.collector.helper.export;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.batching.DeliveryListener;
import java.time.Duration;

/// Counts, logs and reports what becomes of an exporter's batches.
final class Outcome implements DeliveryListener {
  private final ComponentContext context;
  private final ExportTelemetry telemetry;
  private final boolean queued;
  private volatile boolean well;

  /// @param queued whether nobody but this exporter still has the batch, so that giving up loses it
  Outcome(ComponentContext context, ExportTelemetry telemetry, boolean queued) {
    this.context = context;
    this.telemetry = telemetry;
    this.queued = queued;
  }

  @Override
  public void delivered(Batch batch) {
    telemetry.sent(batch);
    if (!well) {
      well = true;
      context.status().ok();
    }
  }

  @Override
  public void retrying(Batch batch, RetryableRefusal refusal, Duration delay) {
    telemetry.retry();
    troubled(refusal);
    context
        .log()
        .info(
            "Exporting failed. Will retry the request after interval.",
            "error",
            refusal.getMessage(),
            "interval",
            delay.toMillis() + "ms");
  }

  @Override
  public void gaveUp(Batch batch, String reason, Throwable cause) {
    telemetry.sendFailed(batch, reason, cause);
    if (cause instanceof RetryableRefusal refusal) {
      troubled(refusal);
    }
    if (!(cause instanceof Refusal)) {
      context.log().log(Log.Level.ERROR, "Exporting failed unexpectedly.", cause);
    }
    if (queued) {
      String detail = cause instanceof Refusal ? cause.getMessage() : cause.toString();
      context.losses().lost(batch.signal(), batch.items(), reason, String.valueOf(detail));
    } else if (cause instanceof Refusal) {
      context.log().error(rejecting(cause), "error", cause.getMessage(), "items", batch.items());
    }
  }

  private static String rejecting(Throwable cause) {
    return cause instanceof RetryableRefusal
        ? "Exporting failed. Rejecting data. Try enabling sending_queue to survive temporary"
            + " failures."
        : "Exporting failed. Rejecting data.";
  }

  private void troubled(RetryableRefusal refusal) {
    well = false;
    context.status().recoverableError(String.valueOf(refusal.getMessage()));
  }
}
