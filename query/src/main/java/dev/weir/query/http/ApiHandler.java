package dev.weir.query.http;

import dev.weir.collector.api.Log;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.query.traceql.TraceQlException;
import dev.weir.store.StoreException;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.QueryCancelledException;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.QueryTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request, and answers errors.
public final class ApiHandler implements HttpHandler {
  private final List<Route> routes;
  private final Access access;
  private final Running running;
  private final Supplier<TelemetryStore> store;
  private final Log log;
  private final ErrorShape errors;

  /// How errors are written.
  @FunctionalInterface
  public interface ErrorShape {
    HttpResponse answer(Failure failure);
  }

  /// @param store asked at each request
  public ApiHandler(
      List<Route> routes,
      Access access,
      Running running,
      Supplier<TelemetryStore> store,
      Log log,
      ErrorShape errors) {
    this.routes = List.copyOf(routes);
    this.access = access;
    this.running = running;
    this.store = store;
    this.log = log;
    this.errors = errors;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public boolean endsWithClient() {
    return true;
  }

  @Override
  public @Nullable HttpResponse answerEarly(HttpRequest request) {
    return access.refusal(request);
  }

  @Override
  public HttpResponse failed(
      HttpRequest request, int status, String message, @Nullable Duration retryAfter) {
    String code = status == 503 ? "unavailable" : status >= 500 ? "internal" : "bad_parameter";
    return errors.answer(Failure.of(status, code, message)).retryAfter(retryAfter);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    try {
      return secured(Gzip.apply(request, route(request)));
    } catch (TraceQlException e) {
      return secured(queryError(e));
    } catch (Failure e) {
      return secured(errors.answer(e));
    } catch (QueryTimeoutException e) {
      return secured(errors.answer(Failure.of(504, "timeout", String.valueOf(e.getMessage()))));
    } catch (QueryCancelledException | InterruptedException e) {
      return secured(errors.answer(Failure.of(499, "cancelled", "the request was stopped")));
    } catch (QueryException e) {
      return secured(errors.answer(Failure.of(400, "bad_query", String.valueOf(e.getMessage()))));
    } catch (StoreException | IOException e) {
      log.log(Log.Level.WARN, "Query failed", e, "path", request.path());
      return secured(errors.answer(Failure.of(503, "unavailable", String.valueOf(e.getMessage()))));
    }
  }

  private HttpResponse queryError(TraceQlException wrong) {
    HttpResponse plain = errors.answer(Failure.of(400, "bad_query", wrong.message()));
    return plain.contentType().equals("application/json") ? Failure.answer(wrong) : plain;
  }

  private static HttpResponse secured(HttpResponse response) {
    return response
        .header("x-content-type-options", "nosniff")
        .header("cross-origin-resource-policy", "same-origin");
  }

  private HttpResponse route(HttpRequest request) throws IOException, InterruptedException {
    List<String> segments = Route.segments(request.path());
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    boolean isKnown = false;
    for (Route route : routes) {
      Map<String, String> path = route.match(segments);
      if (path != null && route.method().equals(method)) {
        Params params = Params.parse(request.query());
        return run(route, new Call(request, path, params, store.get(), Instant.now()));
      }
      isKnown |= path != null;
    }
    throw isKnown
        ? Failure.of(405, "method_not_allowed", request.method() + " is not for this path")
        : Failure.notFound(request.path() + " is not known; see /api/v1/openapi.yaml");
  }

  private HttpResponse run(Route route, Call call) throws IOException, InterruptedException {
    return route.isHeavy()
        ? running.<HttpResponse, IOException>run(
            call.params().text("id"),
            call.request().path(),
            call.params().text("q", ""),
            call.timeout(),
            () -> route.work().answer(call))
        : route.work().answer(call);
  }
}
