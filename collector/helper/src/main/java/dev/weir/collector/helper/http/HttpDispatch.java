package dev.weir.collector.helper.http;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.Secret;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.compress.CompressionException;
import dev.weir.otlp.wire.ByteRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server does with requests apart from moving their bytes: finds handlers, keeps limits,
/// decompresses. Any thread may call it.
final class HttpDispatch {
  static final String TOO_LARGE = "http: request body too large";

  private static final String FAILED = "internal error";

  private final HttpRoutes routes;
  private final @Nullable CorsPolicy cors;
  private final List<String> encodings;
  private final Map<String, Secret> responseHeaders;
  private final MemoryBudget memory;
  private final Log log;
  final int maxBody;

  HttpDispatch(HttpServerConfig config, HttpRoutes routes, ComponentContext context) {
    this.routes = routes;
    cors = CorsPolicy.of(config.cors());
    encodings = config.encodings();
    responseHeaders = config.responseHeaders();
    memory = context.memory();
    log = context.log();
    maxBody = config.maxBody();
  }

  MemoryBudget memory() {
    return memory;
  }

  /// Decides from the headers.
  ///
  /// @param contentLength what the client declares, or -1
  HttpPlan plan(HttpRequest request, long contentLength) {
    HttpResponse preflight = cors == null ? null : cors.preflight(request);
    if (preflight != null) {
      return HttpPlan.answer(NotFound.HANDLER, preflight);
    }
    HttpHandler handler = routes.find(request.path());
    if (handler == null) {
      return HttpPlan.answer(NotFound.HANDLER, notFound(request));
    }
    HttpResponse early = handler.answerEarly(request);
    if (early != null) {
      return HttpPlan.answer(handler, early);
    }
    if (contentLength > maxBody) {
      return HttpPlan.answer(handler, handler.failed(request, 400, TOO_LARGE, null));
    }
    return withEncoding(request, handler);
  }

  private HttpPlan withEncoding(HttpRequest request, HttpHandler handler) {
    String encoding = request.header("content-encoding");
    String name = encoding == null ? "" : encoding;
    Compression compression = Compression.ofEncoding(name);
    if (!encodings.contains(name) || (compression == null && !name.isEmpty())) {
      return HttpPlan.answer(
          handler, handler.failed(request, 400, "unsupported Content-Encoding: " + name, null));
    }
    return new HttpPlan(handler, compression, null);
  }

  private HttpResponse notFound(HttpRequest request) {
    String meant = routes.redirect(request.path());
    return meant == null
        ? HttpResponse.text(404, "404 page not found\n")
        : HttpResponse.of(307, "", new byte[0])
            .header("location", request.query().isEmpty() ? meant : meant + "?" + request.query());
  }

  /// The answer when there is no memory for a request.
  HttpResponse noMemory(HttpPlan plan, HttpRequest request) {
    RetryableRefusal refusal = memory.refusal();
    return plan.handler()
        .failed(request, 503, String.valueOf(refusal.getMessage()), refusal.retryAfter());
  }

  /// Decompresses and handles a request whose body has come. Never throws.
  ///
  /// @param sender the budget of the connection
  HttpResponse run(HttpPlan plan, HttpRequest request, ByteRange body, MemoryBudget sender) {
    try {
      Compression compression = plan.compression();
      if (compression == null) {
        request.body(body, null);
        return plan.handler().handle(request);
      }
      return decompressAndHandle(plan, request, body, compression, sender);
    } catch (CompressionException e) {
      String message = e.isTooLarge() ? TOO_LARGE : String.valueOf(e.getMessage());
      return plan.failed(request, 400, message);
    } catch (RuntimeException | Error e) {
      log.log(Log.Level.ERROR, "Request failed", e, "path", request.path());
      return plan.failed(request, 500, FAILED);
    }
  }

  private HttpResponse decompressAndHandle(
      HttpPlan plan,
      HttpRequest request,
      ByteRange body,
      Compression compression,
      MemoryBudget sender) {
    long reserved = compression.expectedSize(body, maxBody);
    if (!sender.tryReserve(reserved)) {
      return noMemory(plan, request);
    }
    try {
      ByteRange plain = compression.decompress(body, maxBody);
      sender.reserve(plain.length() - reserved);
      reserved = plain.length();
      request.body(plain, new Encoded(compression.encoding(), exact(body)));
      return plan.handler().handle(request);
    } finally {
      sender.release(reserved);
    }
  }

  private static byte[] exact(ByteRange range) {
    return range.length() == range.buffer().length ? range.buffer() : range.toByteArray();
  }

  /// Writes the body of an answer. Never throws.
  ///
  /// @return whether all of it was written
  boolean write(HttpStream stream, HttpOutput output, HttpRequest request) {
    try {
      stream.write(output);
      return true;
    } catch (IOException | InterruptedException e) {
      return false; // the client or the server ends
    } catch (RuntimeException | Error e) {
      log.log(Log.Level.ERROR, "Request failed", e, "path", request.path());
      return false;
    }
  }

  /// The answer with the headers that every answer has.
  HttpResponse decorate(HttpRequest request, HttpResponse response) {
    HttpResponse answer = cors == null ? response : cors.decorate(request, response);
    for (var header : responseHeaders.entrySet()) {
      answer = answer.header(header.getKey(), header.getValue().reveal());
    }
    return answer;
  }

  /// Formats failures of requests that no handler serves.
  private static final class NotFound implements HttpHandler {
    static final NotFound HANDLER = new NotFound();

    @Override
    public boolean mayBlock() {
      return false;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
      return HttpResponse.text(404, "404 page not found\n");
    }
  }
}
