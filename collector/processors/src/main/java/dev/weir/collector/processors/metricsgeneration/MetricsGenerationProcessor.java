package dev.weir.collector.processors.metricsgeneration;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.metrics.EditedBatch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Adds metrics that are calculated from others.
final class MetricsGenerationProcessor implements Processor {
  private final List<RuleConfig> rules;
  private final Set<String> operands;
  private final Consumer next;

  MetricsGenerationProcessor(MetricsGenerationConfig config, Consumer next) {
    this.rules = config.rules();
    this.operands =
        rules.stream()
            .filter(rule -> rule.type() == GenerationType.CALCULATE)
            .map(RuleConfig::metric2)
            .collect(Collectors.toUnmodifiableSet());
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    Operands found = new Operands(batch.range(), operands);
    EditedBatch.handOn(batch, new Generation(rules, found), next);
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }
}
