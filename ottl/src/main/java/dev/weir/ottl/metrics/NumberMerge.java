package dev.weir.ottl.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the values of number points become one. Ints stay ints while the result is whole.
enum NumberMerge {
  SUM,
  MAX,
  MIN,
  MEAN,
  MEDIAN,
  COUNT;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The first point, with the value of all.
  Fields merge(List<Fields> points) {
    Fields one = points.getFirst();
    if (points.stream().allMatch(point -> point.has(Metric.AS_INT))) {
      long[] values = points.stream().mapToLong(point -> point.bits(Metric.AS_INT)).toArray();
      return ofInts(one, values);
    }
    double[] values =
        points.stream()
            .mapToDouble(point ->
                point.has(Metric.AS_INT) ? point.bits(Metric.AS_INT) : point.real(Metric.AS_DOUBLE))
            .toArray();
    return one.remove(Metric.AS_INT).real(Metric.AS_DOUBLE, of(values));
  }

  private Fields ofInts(Fields one, long[] values) {
    Arrays.sort(values);
    long sum = Arrays.stream(values).sum();
    int half = values.length / 2;
    return switch (this) {
      case SUM -> one.fixed64(Metric.AS_INT, sum);
      case MAX -> one.fixed64(Metric.AS_INT, values[values.length - 1]);
      case MIN -> one.fixed64(Metric.AS_INT, values[0]);
      case COUNT -> one.fixed64(Metric.AS_INT, values.length);
      case MEAN -> quotient(one, sum, values.length);
      case MEDIAN ->
          values.length % 2 == 1
              ? one.fixed64(Metric.AS_INT, values[half])
              : quotient(one, values[half - 1] + values[half], 2);
    };
  }

  private static Fields quotient(Fields one, long sum, int parts) {
    return sum % parts == 0
        ? one.fixed64(Metric.AS_INT, sum / parts)
        : one.remove(Metric.AS_INT).real(Metric.AS_DOUBLE, (double) sum / parts);
  }

  private double of(double[] values) {
    Arrays.sort(values);
    double sum = Arrays.stream(values).sum();
    int half = values.length / 2;
    return switch (this) {
      case SUM -> sum;
      case MAX -> values[values.length - 1];
      case MIN -> values[0];
      case COUNT -> values.length;
      case MEAN -> sum / values.length;
      case MEDIAN -> values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    };
  }
}
