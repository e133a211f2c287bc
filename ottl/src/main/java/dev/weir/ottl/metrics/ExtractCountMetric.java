package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Adds a metric: a sum with the counts of the points of a histogram, exponential histogram or
/// summary, with their attributes and times, and the description of the metric; its unit is `1`.
/// Its temporality is that of the histogram; for a summary it is cumulative. A metric without
/// points adds none; metrics of other kinds are an error.
///
/// - `monotonic`: true if the count only rises.
/// - `suffix`: what is put behind the metric's name, `_count` if it is left out.
///
/// ```
/// extract_count_metric(true) where metric.type == METRIC_DATA_TYPE_HISTOGRAM
/// ```
public final class ExtractCountMetric implements Editor {
  private static final Parameter<Boolean> MONOTONIC = Parameter.literalBool("monotonic");
  private static final Parameter<String> SUFFIX = Parameter.literalString("suffix").optional();

  @Override
  public Signature signature() {
    return Signature.of("extract_count_metric", MONOTONIC, SUFFIX);
  }

  @Override
  public Action create(Arguments arguments) {
    Boolean monotonic = arguments.get(MONOTONIC);
    String suffix = arguments.get(SUFFIX, "_count");
    Extraction extraction = new Extraction(true);
    return frame -> extraction.extract(frame, "extract_count_metric", suffix, monotonic);
  }
}
