package dev.weir.collector.helper.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which handler serves which path. A path of its own comes first, then the longest beginning.
public final class HttpRoutes {
  private final Map<String, HttpHandler> handlers = new HashMap<>();
  private final Map<String, HttpHandler> below = new HashMap<>();

  /// Serves `path` by `handler`.
  public HttpRoutes add(String path, HttpHandler handler) {
    handlers.put(path, handler);
    return this;
  }

  /// Serves all paths that begin with `beginning` by `handler`.
  ///
  /// @param beginning ends in a slash
  public HttpRoutes addBelow(String beginning, HttpHandler handler) {
    below.put(beginning, handler);
    return this;
  }

  @Nullable HttpHandler find(String path) {
    HttpHandler exact = handlers.get(path);
    return exact != null || below.isEmpty() ? exact : findBelow(path);
  }

  private @Nullable HttpHandler findBelow(String path) {
    String longest = "";
    for (String beginning : below.keySet()) {
      if (path.startsWith(beginning) && beginning.length() > longest.length()) {
        longest = beginning;
      }
    }
    return below.get(longest);
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
