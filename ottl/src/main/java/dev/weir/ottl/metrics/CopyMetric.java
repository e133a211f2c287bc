package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import org.jspecify.annotations.Nullable;

/// Adds a copy of the metric. The copy is seen by the statements that follow, and by this one: give
/// it another name and a condition.
///
/// - `name`, `description`, `unit`: what the copy has instead; what is left out stays.
///
/// ```
/// copy_metric(name = "http.requests.copy") where metric.name == "http.requests"
/// ```
public final class CopyMetric implements Editor {
  private static final Parameter<Getter<String>> NAME = Parameter.string("name").optional();
  private static final Parameter<Getter<String>> DESCRIPTION =
      Parameter.string("description").optional();
  private static final Parameter<Getter<String>> UNIT = Parameter.string("unit").optional();

  @Override
  public Signature signature() {
    return Signature.of("copy_metric", NAME, DESCRIPTION, UNIT);
  }

  @Override
  public Action create(Arguments arguments) {
    @Nullable Getter<String> name = arguments.find(NAME);
    @Nullable Getter<String> description = arguments.find(DESCRIPTION);
    @Nullable Getter<String> unit = arguments.find(UNIT);
    return frame -> {
      Fields copy = Metric.of(frame);
      if (name != null) {
        copy.text(Metric.NAME, name.get(frame));
      }
      if (description != null) {
        copy.text(Metric.DESCRIPTION, description.get(frame));
      }
      if (unit != null) {
        copy.text(Metric.UNIT, unit.get(frame));
      }
      frame.addMetric(copy.range());
    };
  }
}
