package dev.weir.ottl.metrics;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import org.jspecify.annotations.Nullable;

/// Merges buckets of a histogram's point. Other points, and those whose buckets and bounds do not
/// fit each other, stay as they are.
///
/// - `target_value`: for `remove_explicit_bound` the bound that goes, so that the buckets beside it
///   become one; nothing happens if there is no such bound. For `limit_buckets` how many buckets
///   may stay, a whole number of at least 1: neighbours are merged in groups of one size, from
///   below.
/// - `method`: `remove_explicit_bound`, which is the default, or `limit_buckets`.
///
/// ```
/// merge_histogram_buckets(0.5) where metric.name == "http.server.request.duration"
/// merge_histogram_buckets(10, method = "limit_buckets")
/// ```
public final class MergeHistogramBuckets implements Editor {
  private static final Parameter<Getter<@Nullable Double>> TARGET_VALUE =
      Parameter.floatLike("target_value");
  private static final Parameter<String> METHOD = Parameter.literalString("method").optional();

  @Override
  public Signature signature() {
    return Signature.of("merge_histogram_buckets", TARGET_VALUE, METHOD);
  }

  @Override
  public Action create(Arguments arguments) {
    Getter<@Nullable Double> targetValue = arguments.get(TARGET_VALUE);
    String method = arguments.get(METHOD, "remove_explicit_bound");
    boolean isLimit =
        switch (method) {
          case "limit_buckets" -> true;
          case "remove_explicit_bound" -> false;
          default ->
              throw new OttlException(
                  "method \"" + method + "\" (expected: remove_explicit_bound or limit_buckets)");
        };
    if (isLimit && targetValue.isLiteral()) {
      Texts.checked(() -> size(targetValue.get(Frame.NONE)));
    }
    return frame -> {
      Double target = targetValue.get(frame);
      if (target == null) {
        throw new EvaluationException("target_value is nil (expected: double)");
      }
      if (Metric.kind(Metric.of(frame)) == Metric.Kind.HISTOGRAM) {
        Buckets buckets = Buckets.of(Fields.of(frame.bytes(ContextName.DATAPOINT)));
        boolean isChanged;
        try {
          isChanged = isLimit ? buckets.limit(size(target)) : buckets.removeBound(target);
        } catch (IllegalArgumentException e) {
          throw new EvaluationException(String.valueOf(e.getMessage()));
        }
        if (isChanged) {
          buckets.write(frame.edit(ContextName.DATAPOINT));
        }
      }
    };
  }

  private static int size(@Nullable Double target) {
    if (target == null || target < 1 || target > Integer.MAX_VALUE || target != Math.rint(target)) {
      throw new IllegalArgumentException(
          "target_value " + target + " (expected: whole number of at least 1)");
    }
    return (int) (double) target;
  }
}
