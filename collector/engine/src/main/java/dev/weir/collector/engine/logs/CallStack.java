package dev.weir.collector.engine.logs;

import dev.weir.collector.api.Log;
import java.util.List;
import java.util.stream.Collectors;

/// Where in the program a line comes from.
final class CallStack {
  private static final List<Class<?>> LOG = List.of(CallStack.class, Logs.class, Log.class);

  private CallStack() {}

  /// The frames below those of the log itself, one a line, as in a stack trace.
  static String ofCaller() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .dropWhile(frame -> isOfTheLog(frame.getClassName()))
                .map(frame -> "\tat " + frame)
                .collect(Collectors.joining("\n")));
  }

  private static boolean isOfTheLog(String name) {
    return LOG.stream()
        .map(Class::getName)
        .anyMatch(log -> name.equals(log) || name.startsWith(log + "$"));
  }
}
