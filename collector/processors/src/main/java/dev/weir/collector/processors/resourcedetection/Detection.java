package dev.weir.collector.processors.resourcedetection;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.helper.batching.StopSignal;
import dev.weir.collector.helper.export.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Asks all detectors, each on a thread of its own: at the start, again after failures, and in an
/// interval if the user wants it. What was found last stays when a later attempt fails.
final class Detection {
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.40.0";
  private static final double[] SECONDS = {0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10};

  private final ResourceDetectionConfig config;
  private final Surroundings surroundings;
  private final ComponentContext context;
  private final StopSignal stop = new StopSignal();
  private final List<String> names;
  private final AtomicReferenceArray<Map<String, Object>> results;
  private final AtomicReferenceArray<String> failures;
  private final CountDownLatch firstAttempts;
  private volatile Detected detected;

  Detection(ResourceDetectionConfig config, Surroundings surroundings, ComponentContext context) {
    this.config = config;
    this.surroundings = surroundings;
    this.context = context;
    names = config.detectors();
    results = new AtomicReferenceArray<>(names.size());
    failures = new AtomicReferenceArray<>(names.size());
    firstAttempts = new CountDownLatch(names.size());
    detected = new Detected(Map.of(), "", config.override());
    context
        .telemetry()
        .gauge(
            "otelcol_resourcedetection_attributes_detected",
            "Number of resource attributes in the currently detected resource.",
            "{attribute}",
            context.telemetry().componentLabels(),
            () -> detected.size());
  }

  /// What is known now.
  Detected detected() {
    return detected;
  }

  /// Begins to ask, and waits for the first answers, but not longer than the time-out.
  void start() {
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      Thread.ofVirtual().name("detect-" + names.get(i)).start(() -> run(index));
    }
    try {
      if (!firstAttempts.await(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        context.log().warn("some detectors have not answered yet and go on in the background");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop(Deadline deadline) {
    stop.stop(deadline);
  }

  private void run(int index) {
    boolean first = true;
    do {
      attempts(index, first);
      first = false;
    } while (config.refreshInterval().isPositive()
        && stop.pause(config.refreshInterval())
        && !stop.isStopping());
  }

  /// Asks until there is an answer, or the user wants it no longer.
  private void attempts(int index, boolean first) {
    RetryConfig retry = config.retry();
    long end = System.nanoTime() + retry.maxElapsedTime().toNanos();
    double delay = (double) retry.initialInterval().toNanos();
    boolean answered = attempt(index);
    if (first) {
      firstAttempts.countDown();
    }
    while (!answered && retry.enabled()) {
      double factor = retry.randomizationFactor();
      long nanos =
          (long) (delay * (1 - factor + 2 * factor * ThreadLocalRandom.current().nextDouble()));
      boolean over = retry.maxElapsedTime().isPositive() && System.nanoTime() + nanos - end > 0;
      if (over || !stop.pause(Duration.ofNanos(nanos)) || stop.isStopping()) {
        return;
      }
      answered = attempt(index);
      delay = Math.min(delay * retry.multiplier(), (double) retry.maxInterval().toNanos());
    }
  }

  private boolean attempt(int index) {
    String name = names.get(index);
    long start = System.nanoTime();
    try {
      answered(index, Detectors.make(name, config, surroundings).detect());
      measure(name, "success", start);
      return true;
    } catch (IOException | RuntimeException e) {
      if (isElsewhere(name)) {
        context
            .log()
            .info(
                "no metadata service, taken as not there",
                "detector",
                name,
                "reason",
                e.getMessage());
        answered(index, Map.of());
        measure(name, "success", start);
        return true;
      }
      context.log().warn("failed to detect resource", "detector", name, "reason", e.getMessage());
      failures.set(index, name + ": " + e.getMessage());
      report();
      measure(name, "failure", start);
      return false;
    }
  }

  /// Whether silence of a service means that the process does not run where it is.
  private boolean isElsewhere(String name) {
    boolean mustAnswer =
        config.failOnMissingMetadata()
            || (name.equals("ec2") && config.ec2().failOnMissingMetadata());
    return Detectors.mayBeMissing(name) && !mustAnswer;
  }

  private void answered(int index, Map<String, Object> found) {
    results.set(index, found);
    failures.set(index, null);
    merge();
    report();
  }

  private synchronized void merge() {
    Map<String, Object> merged = new LinkedHashMap<>();
    boolean conventions = false;
    for (int i = 0; i < names.size(); i++) {
      Map<String, Object> found = results.get(i);
      if (found != null) {
        found.forEach(merged::putIfAbsent);
        conventions |= !found.isEmpty() && !names.get(i).equals("env");
      }
    }
    if (!config.attributes().isEmpty()) {
      merged.keySet().retainAll(config.attributes());
    }
    detected = new Detected(merged, conventions ? SCHEMA : "", config.override());
  }

  private void report() {
    for (int i = 0; i < names.size(); i++) {
      String failure = failures.get(i);
      if (failure != null) {
        context.status().recoverableError(failure);
        return;
      }
    }
    context.status().ok();
  }

  private void measure(String detector, String outcome, long start) {
    Telemetry telemetry = context.telemetry();
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.put("detector", detector);
    labels.put("outcome", outcome);
    telemetry
        .counter(
            "otelcol_resourcedetection_detector_results",
            "Attempts of detectors, by outcome.",
            "{attempt}",
            labels)
        .add(1);
    telemetry
        .histogram(
            "otelcol_resourcedetection_detector_duration",
            "How long a detector took.",
            "s",
            SECONDS,
            labels)
        .record((System.nanoTime() - start) / 1e9);
  }
}
