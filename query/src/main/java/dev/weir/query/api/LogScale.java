package dev.weir.query.api;

import java.util.ArrayList;
import java.util.List;

/// Bounds of rows on a logarithmic scale, at numbers that read well.
final class LogScale {
  private static final double[][] DECADES = {
    {1},
    {1, 3},
    {1, 2, 5},
    {1, 1.5, 2, 3, 5, 7},
    {1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8},
    {1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.2, 3.6, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9}
  };

  private LogScale() {}

  /// Upper bounds, ascending, between a smallest and a largest value.
  static List<Double> bounds(double min, double max, int rows) {
    double low = Math.max(1, min);
    double high = Math.max(low, max);
    double decades = Math.log10(high / low) + 0.1;
    double[] steps = DECADES[0];
    for (double[] candidate : DECADES) {
      if (candidate.length * decades <= rows) {
        steps = candidate;
      }
    }
    List<Double> bounds = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); bounds.size() <= rows; power++) {
      for (double step : steps) {
        double bound = Math.rint(step * Math.pow(10, power) * 100) / 100;
        if (bound >= low) {
          bounds.add(bound);
        }
        if (bound >= high) {
          return bounds;
        }
      }
    }
    return bounds;
  }
}
