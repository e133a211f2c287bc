package dev.weir.collector.app;

import java.lang.reflect.Proxy;
import java.util.List;

/// The signals that tell a process to end: Ctrl-C and SIGTERM. The virtual machine by itself hears
/// the first one only.
///
/// `sun.misc.Signal` is the one way to hear them. The compiler warns of it wherever it is named, so
/// it is called by reflection.
final class Signals {
  private static final List<String> NAMES = List.of("INT", "TERM");

  private Signals() {}

  /// Calls `action` for each signal that comes, on a thread of its own. Signals that the process
  /// was started to ignore stay ignored; where signals cannot be heard (`-Xrs`), nothing happens.
  static void onEach(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      for (String name : NAMES) {
        Object named = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, named, calling);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // the shutdown hook hears the first signal all the same
    }
  }
}
