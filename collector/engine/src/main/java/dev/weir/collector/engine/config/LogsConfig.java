package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The collector's own log, `service::telemetry::logs`.
///
/// @param level the least severe line that is written
/// @param development writes stack traces from `warn` on
/// @param encoding how a line looks
/// @param disableCaller leaves out where in the program a line comes from
/// @param disableStacktrace never writes stack traces
/// @param sampling thins out repeated lines; null writes all
/// @param outputPaths files, or `stdout` and `stderr`
/// @param errorOutputPaths where failures to write are told
/// @param initialFields fields of every line
/// @param processors where else lines are sent
/// @param disableZapResource leaves out the resource's attributes on the console
public record LogsConfig(
    Level level,
    boolean development,
    Encoding encoding,
    boolean disableCaller,
    boolean disableStacktrace,
    @Nullable Sampling sampling,
    List<String> outputPaths,
    List<String> errorOutputPaths,
    Map<String, Object> initialFields,
    List<TelemetryProcessor> processors,
    boolean disableZapResource)
    implements ComponentConfig {

  /// How severe a line is; the numbers are those of zap.
  public enum Level {
    @Key(former = "-1")
    DEBUG,
    @Key(former = "0")
    INFO,
    @Key(former = {"warning", "1"})
    WARN,
    @Key(former = "2")
    ERROR,
    @Key(former = "3")
    DPANIC,
    @Key(former = "4")
    PANIC,
    @Key(former = "5")
    FATAL
  }

  /// How a line looks.
  public enum Encoding {
    CONSOLE,
    JSON
  }

  /// In every `tick` the first `initial` lines of a kind are written, and then each
  /// `thereafter`-th; none when that is 0.
  public record Sampling(boolean enabled, Duration tick, int initial, int thereafter)
      implements ComponentConfig {

    public static Sampling defaults() {
      return new Sampling(true, Duration.ofSeconds(10), 10, 100);
    }
  }

  public static LogsConfig defaults() {
    return new LogsConfig(
        Level.INFO,
        false,
        Encoding.CONSOLE,
        false,
        false,
        Sampling.defaults(),
        List.of("stderr"),
        List.of("stderr"),
        Map.of(),
        List.of(),
        false);
  }
}
