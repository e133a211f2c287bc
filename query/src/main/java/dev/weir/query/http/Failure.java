package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.query.traceql.TraceQlException;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final @Nullable String parameter;

  private Failure(int status, String code, String message, @Nullable String parameter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.parameter = parameter;
  }

  public static Failure of(int status, String code, String message) {
    return new Failure(status, code, message, null);
  }

  /// A parameter that says nothing sensible.
  public static Failure parameter(String name, @Nullable String value, String expected) {
    String given = value == null ? "missing" : value.length() > 80 ? value.substring(0, 80) : value;
    return new Failure(
        400, "bad_parameter", name + ": " + given + " (expected: " + expected + ")", name);
  }

  public static Failure notFound(String what) {
    return of(404, "not_found", what);
  }

  /// The answer.
  public HttpResponse answer() {
    Json json = new Json().begin().name("error").begin();
    json.field("code", code).field("message", String.valueOf(getMessage()));
    if (parameter != null) {
      json.field("parameter", parameter);
    }
    return HttpResponse.of(status, "application/json", json.end().end().bytes());
  }

  /// The answer to a wrong query.
  static HttpResponse answer(TraceQlException wrong) {
    Json json = new Json().begin().name("error");
    return HttpResponse.of(400, "application/json", write(wrong, json).end().bytes());
  }

  /// Writes what is wrong with a query, as the document describes errors.
  public static Json write(TraceQlException wrong, Json json) {
    json.begin()
        .field("code", "bad_query")
        .field("message", wrong.message())
        .field("query", wrong.query())
        .field("offset", wrong.offset())
        .field("length", wrong.length())
        .field("caret", wrong.caret());
    if (wrong.suggestion() != null) {
      json.field("suggestion", wrong.suggestion());
    }
    return json.end();
  }

  /// The message, code and status as text, for other shapes of errors.
  public String message() {
    return String.valueOf(getMessage());
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
