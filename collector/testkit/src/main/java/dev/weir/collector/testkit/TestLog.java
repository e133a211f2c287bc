package dev.weir.collector.testkit;

import dev.weir.collector.api.Log;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Remembers what a component logs.
public final class TestLog implements Log {
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /// One line.
  ///
  /// @param fields names and values in turn, as `name=value`
  public record Line(Level level, String message, @Nullable Throwable error, List<String> fields) {}

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /// The messages of one level, in order.
  public List<String> messages(Level level) {
    return lines.stream().filter(line -> line.level() == level).map(Line::message).toList();
  }

  @Override
  public boolean isEnabled(Level level) {
    return true;
  }

  @Override
  public void log(
      Level level, String message, @Nullable Throwable error, @Nullable Object... fields) {
    if (fields.length % 2 != 0) {
      throw new AssertionError(
          message + ": fields " + Arrays.toString(fields) + " (expected: names and values)");
    }
    String[] texts = new String[fields.length / 2];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = fields[2 * i] + "=" + fields[2 * i + 1];
    }
    lines.add(new Line(level, message, error, List.of(texts)));
  }
}
