package dev.weir.collector.helper.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which handler serves which path. Paths are compared exactly.
public final class HttpRoutes {
  private final Map<String, HttpHandler> handlers = new HashMap<>();

  /// Serves `path` by `handler`.
  public HttpRoutes add(String path, HttpHandler handler) {
    handlers.put(path, handler);
    return this;
  }

  @Nullable HttpHandler find(String path) {
    return handlers.get(path);
  }

  /// The path that a client meant who wrote slashes twice or dots, when there is a handler for it.
  @Nullable String redirect(String path) {
    String clean = clean(path);
    return clean.equals(path) || !handlers.containsKey(clean) ? null : clean;
  }

  private static String clean(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String clean = "/" + String.join("/", segments);
    return path.endsWith("/") && !segments.isEmpty() ? clean + "/" : clean;
  }
}
