package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.MetricView;
import dev.weir.collector.engine.config.MetricsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The names of metrics that `service::telemetry::metrics::views` drops.
public final class DroppedByView implements Predicate<String> {
  private final List<Pattern> patterns = new ArrayList<>();

  /// Reads the views of a configuration.
  ///
  /// @param log where views that ask for anything else are warned of
  public DroppedByView(MetricsConfig config, Log log) {
    for (MetricView view : config.views() == null ? List.<MetricView>of() : config.views()) {
      String name = view.selector() == null ? null : view.selector().instrumentName();
      boolean drops =
          view.stream() != null
              && view.stream().aggregation() != null
              && view.stream().aggregation().drop() != null;
      if (drops && name != null) {
        patterns.add(glob(name));
      } else {
        log.warn(
            "View has no effect; views can only drop metrics by instrument_name", "view", view);
      }
    }
  }

  @Override
  public boolean test(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
