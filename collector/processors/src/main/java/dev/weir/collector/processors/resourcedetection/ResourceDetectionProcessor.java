package dev.weir.collector.processors.resourcedetection;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Processor;

/// Puts what is known of the place into every resource.
final class ResourceDetectionProcessor implements Processor {
  private final Detection detection;
  private final Consumer next;

  ResourceDetectionProcessor(Detection detection, Consumer next) {
    this.detection = detection;
    this.next = next;
  }

  @Override
  public void start() {
    detection.start();
  }

  @Override
  public void consume(Batch batch) {
    Detected detected = detection.detected();
    next.consume(
        detected.size() == 0
            ? batch
            : batch.withRanges(detected.into(batch.range()), batch.items()));
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  @Override
  public void shutdown(Deadline deadline) {
    detection.stop(deadline);
  }
}
