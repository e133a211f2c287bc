package dev.weir.collector.processors.metricstransform;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.EditedMetrics;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Does its transforms on the metrics of every scope.
final class MetricsTransformProcessor implements Processor {
  private final List<Transform> transforms;
  private final ComponentContext context;
  private final Consumer next;

  MetricsTransformProcessor(
      MetricsTransformConfig config, ComponentContext context, Consumer next) {
    String version = context.build().version();
    this.transforms =
        config.transforms().stream().map(each -> new Transform(each, version)).toList();
    this.context = context;
    this.next = next;
  }

  @Override
  public void consume(Batch batch) {
    Outcome outcome = new Outcome();
    ByteRange before = batch.range();
    EditedMetrics edited =
        RequestEditor.editMetrics(
            before, scope -> transforms.forEach(transform -> transform.apply(scope, outcome)));
    int points = batch.items() + edited.morePoints() + outcome.movedPoints();
    if (edited.request() == before) {
      next.consume(batch);
    } else if (points > 0) {
      next.consume(batch.withRanges(pieces(edited, outcome), points));
    }
    report(outcome);
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private static List<ByteRange> pieces(EditedMetrics edited, Outcome outcome) {
    int moved = outcome.moved().size();
    return moved == 0
        ? List.of(edited.request())
        : List.of(edited.request(), new ByteRange(outcome.moved().buffer(), 0, moved));
  }

  private void report(Outcome outcome) {
    drop(outcome.drops().countOfDeleted(), "deleted_label_value");
    drop(outcome.drops().countOfNotAggregated(), "no_aggregation_type");
    if (outcome.notCombined() != null) {
      context.log().warn("metrics are not combined", "reason", outcome.notCombined());
    }
  }

  private void drop(int points, String reason) {
    if (points > 0) {
      context.losses().dropped(Signal.METRICS, points, reason);
    }
  }
}
