package dev.weir.collector.helper.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides what browsers of other origins may do.
final class CorsPolicy {
  private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "OPTIONS");
  private static final List<String> USUAL_HEADERS =
      List.of("accept", "content-type", "x-requested-with");

  private static final String ORIGIN = "origin";
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";

  private final boolean allOrigins;
  private final List<Pattern> origins;
  private final boolean allHeaders;
  private final Set<String> headers;
  private final String exposedHeaders;
  private final int maxAge;

  private CorsPolicy(HttpServerConfig.Cors cors) {
    allOrigins = cors.allowedOrigins().contains("*");
    origins = cors.allowedOrigins().stream().map(CorsPolicy::pattern).toList();
    allHeaders = cors.allowedHeaders().contains("*");
    headers =
        (cors.allowedHeaders().isEmpty() ? USUAL_HEADERS : cors.allowedHeaders())
            .stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    exposedHeaders = String.join(", ", cors.exposedHeaders());
    maxAge = cors.maxAge();
  }

  /// The policy, or null when the settings ask for none.
  static @Nullable CorsPolicy of(HttpServerConfig.@Nullable Cors cors) {
    return cors == null || cors.allowedOrigins().isEmpty() ? null : new CorsPolicy(cors);
  }

  /// A star stands for any text.
  private static Pattern pattern(String origin) {
    String expression =
        Arrays.stream(origin.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
  }

  /// The answer to a browser that asks first, or null when the request is no such question.
  @Nullable HttpResponse preflight(HttpRequest request) {
    String method = request.header(REQUEST_METHOD);
    if (!request.method().equals("OPTIONS") || method == null) {
      return null;
    }
    HttpResponse answer =
        HttpResponse.of(204, "", new byte[0])
            .header(
                "vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    String origin = request.header(ORIGIN);
    String wanted = request.header(REQUEST_HEADERS);
    if (!isAllowed(origin) || !METHODS.contains(method) || !areAllowed(wanted)) {
      return answer;
    }
    answer = allow(answer, origin).header("access-control-allow-methods", method);
    if (wanted != null && !wanted.isEmpty()) {
      answer = answer.header("access-control-allow-headers", wanted);
    }
    return maxAge == 0
        ? answer
        : answer.header("access-control-max-age", Integer.toString(Math.max(0, maxAge)));
  }

  /// The answer with what a browser wants to see.
  HttpResponse decorate(HttpRequest request, HttpResponse response) {
    HttpResponse answer = response.header("vary", "Origin");
    String origin = request.header(ORIGIN);
    if (!isAllowed(origin) || !METHODS.contains(request.method())) {
      return answer;
    }
    answer = allow(answer, origin);
    return exposedHeaders.isEmpty()
        ? answer
        : answer.header("access-control-expose-headers", exposedHeaders);
  }

  private HttpResponse allow(HttpResponse answer, @Nullable String origin) {
    return answer
        .header("access-control-allow-origin", allOrigins || origin == null ? "*" : origin)
        .header("access-control-allow-credentials", "true");
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null
        && !origin.isEmpty()
        && (allOrigins || origins.stream().anyMatch(p -> p.matcher(origin).matches()));
  }

  private boolean areAllowed(@Nullable String wanted) {
    return wanted == null
        || allHeaders
        || Stream.of(wanted.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .allMatch(name -> name.isEmpty() || headers.contains(name));
  }
}
