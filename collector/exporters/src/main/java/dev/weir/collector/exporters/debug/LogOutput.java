package dev.weir.collector.exporters.debug;

import dev.weir.collector.api.Log;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes to the collector's log.
final class LogOutput implements Output {
  private final Log log;

  LogOutput(Log log) {
    this.log = log;
  }

  @Override
  public void summary(String name, List<Count> counts) {
    List<Object> fields = new ArrayList<>();
    counts.forEach(count -> {
      fields.add(count.what());
      fields.add(count.amount());
    });
    @Nullable Object[] array = fields.toArray();
    log.info(name, array);
  }

  @Override
  public void text(String lines) {
    log.info(lines);
  }
}
