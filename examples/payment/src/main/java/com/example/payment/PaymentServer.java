package com.example.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Payments over HTTP: `POST /payments` with the form fields `order`, `card` and `amount`. The
/// headers of the request name the span that asks, which becomes the parent of the server's.
final class PaymentServer {
  private static final String ROUTE = "/payments";
  private static final int BAD_REQUEST = 400;
  private static final int MAX_FORM = 10_000;

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final PaymentService service;

  PaymentServer(OpenTelemetry telemetry, PaymentService service) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("com.example.payment.http", "1.0.0");
    this.service = service;
  }

  void start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(ROUTE, this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Context caller =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), exchange.getRequestHeaders(), new HeaderGetter());
    Span span =
        tracer
            .spanBuilder(exchange.getRequestMethod() + " " + ROUTE)
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", exchange.getRequestMethod())
            .setAttribute("http.route", ROUTE)
            .setAttribute("url.path", exchange.getRequestURI().getPath())
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      answer(exchange, span);
    } finally {
      span.end();
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange, Span span) throws IOException {
    int status = BAD_REQUEST;
    String answer;
    try {
      Outcome outcome = service.pay(payment(form(exchange)));
      status = outcome.status();
      answer = "{\"outcome\":\"" + outcome.label() + "\"}";
    } catch (IllegalArgumentException e) {
      answer = "{\"error\":\"expected: the form fields order, card and amount\"}";
    }
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    byte[] body = answer.getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Payment payment(Map<String, String> form) {
    String order = form.get("order");
    String card = form.get("card");
    String amount = form.get("amount");
    if (order == null || card == null || amount == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return new Payment(order, card, Double.parseDouble(amount));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readNBytes(MAX_FORM), UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return form;
  }

  private static final class HeaderGetter implements TextMapGetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String key) {
      return headers == null ? null : headers.getFirst(key);
    }
  }
}
