package dev.weir.ottl.metrics;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;

/// Adds a metric: a sum with the sums of the points of a histogram, exponential histogram or
/// summary, with their attributes and times, and the description and unit of the metric. Its
/// temporality is that of the histogram; for a summary it is cumulative. A point without a sum
/// gives none. A metric without points adds none; metrics of other kinds are an error.
///
/// - `monotonic`: true if the sum only rises.
/// - `suffix`: what is put behind the metric's name, `_sum` if it is left out.
///
/// ```
/// extract_sum_metric(true) where metric.type == METRIC_DATA_TYPE_HISTOGRAM
/// ```
public final class ExtractSumMetric implements Editor {
  private static final Parameter<Boolean> MONOTONIC = Parameter.literalBool("monotonic");
  private static final Parameter<String> SUFFIX = Parameter.literalString("suffix").optional();

  @Override
  public Signature signature() {
    return Signature.of("extract_sum_metric", MONOTONIC, SUFFIX);
  }

  @Override
  public Action create(Arguments arguments) {
    Boolean monotonic = arguments.get(MONOTONIC);
    String suffix = arguments.get(SUFFIX, "_sum");
    Extraction extraction = new Extraction(false);
    return frame -> extraction.extract(frame, "extract_sum_metric", suffix, monotonic);
  }
}
