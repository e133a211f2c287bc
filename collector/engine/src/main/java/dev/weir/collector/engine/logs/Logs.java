package dev.weir.collector.engine.logs;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Log;
import dev.weir.collector.engine.config.LogsConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The log of one collector, from which those of its components come.
public final class Logs implements AutoCloseable {
  private final LogWriter writer;
  private final Log.Level level;
  private final @Nullable Sampler sampler;
  private final BiFunction<LogLine, Boolean, String> format;
  private final Map<String, ?> commonFields;
  private final boolean withStack;
  private final boolean withCallStack;
  private volatile @Nullable LogSink sink;
  private final Log root = new FieldLog(Map.of());
  private @Nullable LibraryLogs libraries;

  /// Opens the outputs.
  ///
  /// @param resource what the lines are about; stands in every JSON line
  /// @throws dev.weir.collector.api.StartException when an output cannot be opened
  public Logs(LogsConfig config, Map<String, ?> resource) {
    boolean isJson = config.encoding() == LogsConfig.Encoding.JSON;
    level = level(config.level());
    sampler = sampler(config.sampling());
    format = isJson ? LogLine::json : LogLine::console;
    withStack = !config.disableStacktrace();
    withCallStack = config.development() && withStack;
    Map<String, Object> common = new LinkedHashMap<>(config.initialFields());
    if (isJson && !resource.isEmpty()) {
      common.put("resource", resource);
    }
    commonFields = common;
    writer = LogWriter.to(config.outputPaths(), config.errorOutputPaths());
  }

  /// The log of the collector as a whole.
  public Log root() {
    return root;
  }

  /// The log of one component.
  ///
  /// @param kind such as `exporter`
  /// @param signal the signal that the instance is for; empty when it is for all
  public Log component(String kind, ComponentId id, String signal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("otelcol.component.id", id.toString());
    fields.put("otelcol.component.kind", kind);
    if (!signal.isEmpty()) {
      fields.put("otelcol.signal", signal);
    }
    return new FieldLog(fields);
  }

  /// Takes over what libraries write to the platform's log, from warnings on, until closed.
  public void takeOverLibraries() {
    libraries = LibraryLogs.takeOver(this);
  }

  /// Lines that were left out because they could not be written fast enough.
  public long leftOut() {
    return writer.leftOut();
  }

  /// Sends what is written from now on to the `processors` of a configuration as well.
  ///
  /// @throws dev.weir.collector.api.StartException when one of them cannot work
  public void sendToProcessors(LogsConfig config, Map<String, ?> resource, BuildInfo build) {
    OtlpLogs.attach(this, config, resource, build);
  }

  /// Hands every line from now on to `also` as well, which is closed with this.
  void handTo(LogSink also) {
    sink = also;
  }

  /// Writes a line to the outputs, and hands it to nobody else.
  void writeHere(Log.Level lineLevel, String message, Map<String, ?> fields) {
    LogLine line = new LogLine(Instant.now(), lineLevel, message, fields, null, "");
    writer.write(format.apply(line, withStack));
  }

  /// Writes what waits to be written.
  @Override
  public void close() {
    LogSink also = sink;
    sink = null;
    if (also != null) {
      also.close();
    }
    if (libraries != null) {
      libraries.close();
    }
    writer.close();
  }

  /// Writes a line, unless too many of its kind were written of late.
  void write(
      int kind,
      Log.Level lineLevel,
      String message,
      Map<String, ?> fields,
      @Nullable Throwable error) {
    Instant now = Instant.now();
    if (sampler == null
        || sampler.passes(31 * kind + lineLevel.name().hashCode(), now.toEpochMilli())) {
      boolean isShown = withCallStack && error == null && lineLevel.compareTo(Log.Level.WARN) >= 0;
      String callStack = isShown ? CallStack.ofCaller() : "";
      LogLine line = new LogLine(now, lineLevel, message, fields, error, callStack);
      writer.write(format.apply(line, withStack));
      LogSink also = sink;
      if (also != null) {
        also.accept(line);
      }
    }
  }

  boolean writes(Log.Level lineLevel) {
    return lineLevel.compareTo(level) >= 0;
  }

  private static Log.Level level(LogsConfig.Level level) {
    return switch (level) {
      case DEBUG -> Log.Level.DEBUG;
      case INFO -> Log.Level.INFO;
      case WARN -> Log.Level.WARN;
      case ERROR, DPANIC, PANIC, FATAL -> Log.Level.ERROR;
    };
  }

  private static @Nullable Sampler sampler(LogsConfig.@Nullable Sampling config) {
    return config == null || !config.enabled()
        ? null
        : new Sampler(config.tick().toMillis(), config.initial(), config.thereafter());
  }

  /// A log whose lines all have some fields.
  private final class FieldLog implements Log {
    private final Map<String, Object> own;
    private final int ownHash;

    private FieldLog(Map<String, ?> own) {
      this.own = new LinkedHashMap<>(own);
      ownHash = own.hashCode();
    }

    @Override
    public boolean isEnabled(Level lineLevel) {
      return writes(lineLevel);
    }

    @Override
    public void log(
        Level lineLevel, String message, @Nullable Throwable error, @Nullable Object... fields) {
      if (!writes(lineLevel)) {
        return;
      }
      Map<String, @Nullable Object> all = new LinkedHashMap<>(commonFields);
      all.putAll(own);
      for (int i = 0; i + 1 < fields.length; i += 2) {
        all.put(String.valueOf(fields[i]), fields[i + 1]);
      }
      write(31 * ownHash + message.hashCode(), lineLevel, message, all, error);
    }
  }
}
