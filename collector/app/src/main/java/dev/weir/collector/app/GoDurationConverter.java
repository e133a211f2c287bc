package dev.weir.collector.app;

import dev.weir.collector.engine.config.bind.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads durations as configurations spell them: `25s`, `1m30s`, `500ms`.
final class GoDurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    Duration duration = GoDuration.parse(text);
    if (duration == null || duration.isNegative()) {
      throw new TypeConversionException(
          "\"" + text + "\" (expected: a duration such as 25s or 1m30s)");
    }
    return duration;
  }
}
