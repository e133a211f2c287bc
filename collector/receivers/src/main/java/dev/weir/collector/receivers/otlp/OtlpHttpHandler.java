package dev.weir.collector.receivers.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The path of one signal.
final class OtlpHttpHandler implements HttpHandler {
  private static final HttpResponse WRONG_METHOD =
      plain(405, "405 method not allowed, supported: [POST]");
  private static final HttpResponse WRONG_CONTENT_TYPE =
      plain(
          415, "415 unsupported media type, supported: [application/json, application/x-protobuf]");

  private final OtlpIntake intake;

  OtlpHttpHandler(OtlpIntake intake) {
    this.intake = intake;
  }

  private static HttpResponse plain(int status, String text) {
    return HttpResponse.of(status, "text/plain", text.getBytes(US_ASCII));
  }

  @Override
  public boolean mayBlock() {
    return intake.mayBlock();
  }

  @Override
  public boolean holdsSendersBack() {
    return true;
  }

  @Override
  public @Nullable HttpResponse answerEarly(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return WRONG_METHOD;
    }
    return answers(request) == null ? WRONG_CONTENT_TYPE : null;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Answers answers = answersOrJson(request);
    RequestInfo info =
        new RequestInfo(
            request.metadata(), request.peerAddress(), Map.of(), RequestInfo.NO_DEADLINE);
    try {
      switch (answers) {
        case PROTOBUF -> intake.protobuf(request.body(), request.encoded(), info);
        case JSON -> intake.json(request.body(), info);
      }
      return answers.success();
    } catch (Refusal refusal) {
      return answers.refused(refusal);
    }
  }

  @Override
  public HttpResponse failed(
      HttpRequest request, int status, String message, @Nullable Duration retryAfter) {
    intake.countTurnedDown(
        switch (status) {
          case 408 -> "too_slow";
          case 500 -> "internal";
          case 503 -> "memory";
          default -> message.endsWith("too large") ? "too_large" : "unreadable";
        });
    return answersOrJson(request).failed(status, message, retryAfter);
  }

  private static Answers answersOrJson(HttpRequest request) {
    Answers answers = answers(request);
    return answers == null ? Answers.JSON : answers;
  }

  /// By the content type, whose parameters do not matter.
  private static @Nullable Answers answers(HttpRequest request) {
    String contentType = request.header("content-type");
    if (contentType == null) {
      return null;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/x-protobuf" -> Answers.PROTOBUF;
      case "application/json" -> Answers.JSON;
      default -> null;
    };
  }
}
