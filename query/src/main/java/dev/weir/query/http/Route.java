package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What answers requests of one method and path.
///
/// @param template the path; a segment in braces stands for any one
/// @param isHeavy whether it counts as a query: limited in number and time, and listed
public record Route(String method, String template, boolean isHeavy, Work work) {

  /// Answers a request.
  @FunctionalInterface
  public interface Work {
    HttpResponse answer(Call call) throws IOException, InterruptedException;
  }

  /// A route that asks the store.
  public static Route get(String template, Work work) {
    return new Route("GET", template, true, work);
  }

  /// A route that is done at once, or streams.
  public static Route light(String method, String template, Work work) {
    return new Route(method, template, false, work);
  }

  /// What the braces stand for, if the path fits; otherwise null.
  @Nullable Map<String, String> match(List<String> segments) {
    String[] parts = template.substring(1).split("/", -1);
    if (parts.length != segments.size()) {
      return null;
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        variables.put(parts[i].substring(1, parts[i].length() - 1), Params.decode(segments.get(i)));
      } else if (!parts[i].equals(segments.get(i))) {
        return null;
      }
    }
    return variables;
  }

  /// The segments of a path.
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(segment);
    }
    return segments;
  }
}
