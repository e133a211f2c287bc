package dev.weir.collector.receivers.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.grpc.RpcStatus;
import dev.weir.collector.helper.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What OTLP/HTTP answers, in the form of the request. Successes carry an empty `partial_success`.
enum Answers {
  PROTOBUF("application/x-protobuf", new byte[] {0x0A, 0x00}) {
    @Override
    byte[] status(int code, String message, @Nullable Duration retryAfter) {
      return RpcStatus.encode(code, message, retryAfter);
    }
  },
  JSON("application/json", "{\"partialSuccess\":{}}".getBytes(UTF_8)) {
    @Override
    byte[] status(int code, String message, @Nullable Duration retryAfter) {
      return RpcStatus.json(code, message, retryAfter).getBytes(UTF_8);
    }
  };

  private static final int UNKNOWN = 2;

  private final String contentType;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final byte[] success;

  Answers(String contentType, byte[] success) {
    this.contentType = contentType;
    this.success = success;
  }

  abstract byte[] status(int code, String message, @Nullable Duration retryAfter);

  /// The body of a success. Never write to it.
  byte[] successBody() {
    return success;
  }

  HttpResponse success() {
    return HttpResponse.of(200, contentType, success);
  }

  HttpResponse refused(Refusal refusal) {
    int code = RpcStatus.code(refusal);
    Duration retryAfter =
        refusal instanceof RetryableRefusal retryable ? retryable.retryAfter() : null;
    return answer(httpStatus(code), code, String.valueOf(refusal.getMessage()), retryAfter);
  }

  HttpResponse failed(int httpStatus, String message, @Nullable Duration retryAfter) {
    return answer(httpStatus, code(httpStatus), message, retryAfter);
  }

  private HttpResponse answer(
      int httpStatus, int code, String message, @Nullable Duration retryAfter) {
    return HttpResponse.of(httpStatus, contentType, status(code, message, retryAfter))
        .retryAfter(retryAfter);
  }

  /// The statuses of [RpcStatus#code].
  private static int httpStatus(int code) {
    return switch (code) {
      case 3 -> 400;
      case 8 -> 413;
      case 14 -> 503;
      default -> 500;
    };
  }

  /// The code for what the server itself turns down.
  private static int code(int httpStatus) {
    return switch (httpStatus) {
      case 400 -> 3;
      case 500 -> 13;
      case 503 -> 14;
      default -> UNKNOWN;
    };
  }
}
