package dev.weir.collector.engine.logs;

import dev.weir.collector.api.Log;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes what libraries log by way of `java.util.logging`, which [System.Logger] uses as well, and
/// what ends threads unexpectedly, into the collector's log.
final class LibraryLogs extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  private final Logs logs;
  private final Handler[] before;
  private final Thread.@Nullable UncaughtExceptionHandler uncaughtBefore;

  private LibraryLogs(Logs logs) {
    this.logs = logs;
    before = ROOT.getHandlers();
    uncaughtBefore = Thread.getDefaultUncaughtExceptionHandler();
  }

  static LibraryLogs takeOver(Logs logs) {
    LibraryLogs bridge = new LibraryLogs(logs);
    for (Handler handler : bridge.before) {
      ROOT.removeHandler(handler);
    }
    ROOT.setLevel(Level.WARNING);
    ROOT.addHandler(bridge);
    Thread.setDefaultUncaughtExceptionHandler(bridge::uncaught);
    return bridge;
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() < Level.WARNING.intValue()) {
      return;
    }
    boolean isSevere = line.getLevel().intValue() >= Level.SEVERE.intValue();
    Map<String, Object> fields = new LinkedHashMap<>();
    if (line.getLoggerName() != null) {
      fields.put("logger", line.getLoggerName());
    }
    Log.Level level = isSevere ? Log.Level.ERROR : Log.Level.WARN;
    if (logs.writes(level)) {
      int kind = String.valueOf(line.getMessage()).hashCode();
      logs.write(kind, level, firstLine(text(line)), fields, line.getThrown());
    }
  }

  @Override
  public void flush() {
    // every line is on its way as soon as it is published
  }

  @Override
  public void close() {
    ROOT.removeHandler(this);
    for (Handler handler : before) {
      ROOT.addHandler(handler);
    }
    Thread.setDefaultUncaughtExceptionHandler(uncaughtBefore);
  }

  /// What ended a thread that nobody watches. When there is not even memory for a line, the virtual
  /// machine says so itself.
  private void uncaught(Thread thread, Throwable error) {
    logs.root()
        .log(Log.Level.ERROR, "A thread ended unexpectedly", error, "thread", thread.getName());
  }

  /// Libraries print stack traces as part of a message.
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String text(LogRecord line) {
    String message = String.valueOf(line.getMessage());
    Object[] parameters = line.getParameters();
    if (parameters == null || parameters.length == 0) {
      return message;
    }
    try {
      return MessageFormat.format(message, parameters);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }
}
