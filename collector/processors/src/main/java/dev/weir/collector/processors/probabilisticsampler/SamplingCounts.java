package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.otlp.Signal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts decisions by what made them. Many threads may add to it.
final class SamplingCounts {
  private final Telemetry telemetry;
  private final Signal signal;
  private final String attribute;
  private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

  private record Kind(Policy policy, boolean sampled) {}

  SamplingCounts(Telemetry telemetry, Signal signal, String attribute) {
    this.telemetry = telemetry;
    this.signal = signal;
    this.attribute = attribute;
  }

  /// The counts of one batch, for one thread.
  final class OfBatch {
    private final Map<Policy, long[]> sampled = new EnumMap<>(Policy.class);
    private final Map<Policy, long[]> rejected = new EnumMap<>(Policy.class);
    private long allRejected;
    private long failed;

    void add(Decision decision) {
      Map<Policy, long[]> counts = decision.sampled ? sampled : rejected;
      counts.computeIfAbsent(decision.policy, _ -> new long[1])[0]++;
      if (!decision.sampled) {
        allRejected++;
        failed += decision.failed ? 1 : 0;
      }
    }

    /// Items rejected, failed ones too.
    long rejected() {
      return allRejected;
    }

    /// Items rejected since their sampling information is missing, unreadable or contradictory.
    long failed() {
      return failed;
    }

    void report() {
      sampled.forEach((policy, count) -> counter(policy, true).add(count[0]));
      rejected.forEach((policy, count) -> counter(policy, false).add(count[0]));
    }
  }

  private Counter counter(Policy policy, boolean sampled) {
    return counters.computeIfAbsent(new Kind(policy, sampled), this::make);
  }

  private Counter make(Kind kind) {
    Map<String, String> labels = new HashMap<>(telemetry.componentLabels());
    labels.put("policy", kind.policy.label(attribute));
    labels.put("sampled", String.valueOf(kind.sampled));
    return telemetry.counter(
        "otelcol_processor_probabilistic_sampler_count_" + signal.key() + "_sampled",
        "Count of " + signal.key() + " that were sampled or not",
        "1",
        labels);
  }
}
