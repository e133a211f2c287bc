package dev.weir.collector.processors.metricsgeneration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.edit.MetricEdit;
import dev.weir.otlp.edit.ScopeMetricsEdit;
import dev.weir.otlp.edit.ScopeMetricsEditor;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds the metrics of all rules to one batch.
final class Generation implements ScopeMetricsEditor {
  private static final int AS_DOUBLE = 4;
  private static final int EXEMPLARS = 5;
  private static final int AS_INT = 6;
  private static final long REPLACED = 1L << AS_DOUBLE | 1L << EXEMPLARS | 1L << AS_INT;

  private final List<RuleConfig> rules;
  private final Operands operands;
  private final NumberDataPointView point = new NumberDataPointView();
  private final FieldCursor fields = new FieldCursor();

  Generation(List<RuleConfig> rules, Operands operands) {
    this.rules = rules;
    this.operands = operands;
  }

  @Override
  public void edit(ScopeMetricsEdit scope) {
    int given = scope.size();
    for (RuleConfig rule : rules) {
      byte[] source = rule.metric1().getBytes(UTF_8);
      for (int i = 0; i < given; i++) {
        MetricEdit metric = scope.metric(i);
        if (metric.name().contentEquals(source) && isNumber(metric)) {
          generate(scope, metric, rule);
        }
      }
    }
  }

  private static boolean isNumber(MetricEdit metric) {
    return metric.data() == MetricView.Data.GAUGE || metric.data() == MetricView.Data.SUM;
  }

  private void generate(ScopeMetricsEdit scope, MetricEdit source, RuleConfig rule) {
    MetricEdit made = null;
    for (int i = 0; i < source.points(); i++) {
      source.point(i, point);
      Double operand = operand(scope, rule);
      double value = point.isDouble() ? point.asDouble() : point.asInt();
      double result =
          operand == null ? Double.NaN : rule.operation().apply(value, operand.doubleValue());
      if (!Double.isNaN(result)) {
        made = made == null ? create(scope, source, rule) : made;
        add(made, source, i, result);
      }
    }
  }

  private @Nullable Double operand(ScopeMetricsEdit scope, RuleConfig rule) {
    return rule.type() == GenerationType.SCALE
        ? Double.valueOf(rule.scaleBy())
        : operands.find(scope.resourceNumber(), rule, point.attributes());
  }

  private static MetricEdit create(ScopeMetricsEdit scope, MetricEdit source, RuleConfig rule) {
    MetricEdit made = scope.add(source.data());
    made.name(rule.name().getBytes(UTF_8));
    made.unit(rule.unit().getBytes(UTF_8));
    made.temporality(source.temporality());
    return made;
  }

  private void add(MetricEdit made, MetricEdit source, int index, double value) {
    source.point(index, fields);
    ProtoWriter out = made.addPoint();
    out.fieldsExcept(fields.buffer(), fields.offset(), fields.length(), REPLACED);
    out.float64(AS_DOUBLE, value);
    made.endPoint();
  }
}
