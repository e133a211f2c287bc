package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.query.traceql.Query;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request to a route, with its parameters read.
///
/// @param path what the braces of the route's path stand for
/// @param now when it came
public record Call(
    HttpRequest request,
    Map<String, String> path,
    Params params,
    TelemetryStore store,
    Instant now) {
  public static final int MAX_LIMIT = 10_000;
  static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /// What a brace of the path stands for.
  public String path(String name) {
    return path.getOrDefault(name, "");
  }

  /// The parameters `from` and `to`.
  public TimeRange range() {
    return range("from", "now-1h", "to", "now");
  }

  /// The range of two parameters.
  public TimeRange range(String fromName, String from, String toName, String to) {
    long begin = TimeText.time(fromName, params.text(fromName, from), now);
    long end = TimeText.time(toName, params.text(toName, to), now);
    if (end < begin) {
      throw Failure.parameter(toName, params.text(toName), "a time after " + fromName);
    }
    return new TimeRange(begin, end);
  }

  public int limit(int otherwise) {
    return params.whole("limit", otherwise, 1, MAX_LIMIT);
  }

  public Duration timeout() {
    String text = params.text("timeout");
    Duration timeout = text == null ? DEFAULT_TIMEOUT : TimeText.duration("timeout", text);
    if (timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw Failure.parameter("timeout", text, "at most 120s");
    }
    return timeout;
  }

  /// The parameter `signal`.
  public Signal signal() {
    String text = params.text("signal", "traces");
    return switch (text) {
      case "traces" -> Signal.TRACES;
      case "logs" -> Signal.LOGS;
      case "metrics" -> Signal.METRICS;
      default -> throw Failure.parameter("signal", text, "traces, logs or metrics");
    };
  }

  /// The parameter `q`, for items of a signal.
  public Compiled filter(Signal signal) {
    return Compiler.compile(query(), signal);
  }

  public Query query() {
    return TraceQl.parse(params.text("q", ""));
  }

  /// Fields that a parameter names.
  public List<Column> columns(String parameter) {
    String text = params.text(parameter, "");
    return Compiler.columns(text, TraceQl.fields(text));
  }

  /// An answer with JSON.
  public HttpResponse answer(Json json) {
    return HttpResponse.of(200, "application/json", json.bytes())
        .header("cache-control", "no-store");
  }

  /// Writes `ignored`.
  public static Json ignored(Json json, List<String> ignored) {
    return json.name("ignored").texts(ignored);
  }

  /// Writes `ignored` and `took`.
  public Json took(Json json, List<String> ignored) {
    return ignored(json, ignored)
        .field("took", Duration.between(now, Instant.now()).toNanos() / 1e6);
  }

  public @Nullable String header(String name) {
    return request.header(name);
  }
}
