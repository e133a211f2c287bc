package dev.weir.collector.exporters.otlphttp;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.export.PartialSuccess;
import dev.weir.collector.helper.http.HttpAnswer;
import dev.weir.collector.helper.http.RetryAfter;
import dev.weir.collector.helper.http.StatusMessage;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.MalformedOtlpJsonException;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer means for the batch that was sent, as OTLP specifies it.
final class Answers {
  private Answers() {}

  /// What a server that took the batch says of its items.
  ///
  /// @throws Refusal when it did not take the batch
  static PartialSuccess read(HttpAnswer answer, Signal signal, URI url) {
    if (!answer.isSuccess()) {
      throw refusal(answer, url);
    }
    if (answer.body().length() == 0) {
      return PartialSuccess.NONE;
    }
    try {
      return switch (contentType(answer)) {
        case "application/x-protobuf" -> PartialSuccess.read(answer.body());
        case "application/json" -> PartialSuccess.readJson(signal, answer.body());
        default -> PartialSuccess.NONE;
      };
    } catch (MalformedOtlpException | MalformedOtlpJsonException e) {
      throw new PermanentRefusal(
          Reason.REJECTED, "the answer of " + url + " cannot be read: " + e.getMessage());
    }
  }

  private static Refusal refusal(HttpAnswer answer, URI url) {
    int status = answer.status();
    String type = type(status);
    String said = StatusMessage.of(answer.body());
    String location = answer.header("location");
    String message =
        "rpc error: code = %s desc = error exporting items, request to %s responded with HTTP Status Code %d%s%s"
            .formatted(
                type,
                url,
                status,
                said.isEmpty() ? "" : ", Message=" + said,
                location.isEmpty() ? "" : ", Location=" + location);
    return switch (status) {
      case 429, 503 -> new RetryableRefusal(message, retryAfter(answer), type);
      case 502, 504 -> new RetryableRefusal(message, null, type);
      case 413 -> new PermanentRefusal(Reason.TOO_LARGE, message, type);
      case 400 -> new PermanentRefusal(Reason.INVALID, message, type);
      default -> new PermanentRefusal(Reason.REJECTED, message, type);
    };
  }

  private static @Nullable Duration retryAfter(HttpAnswer answer) {
    return RetryAfter.parse(answer.header("retry-after"), Clock.systemUTC());
  }

  /// The gRPC status that stands for an HTTP status.
  private static String type(int status) {
    return switch (status) {
      case 400 -> "InvalidArgument";
      case 401 -> "Unauthenticated";
      case 403 -> "PermissionDenied";
      case 404 -> "Unimplemented";
      case 429 -> "ResourceExhausted";
      case 502, 503, 504 -> "Unavailable";
      default -> "Unknown";
    };
  }

  private static String contentType(HttpAnswer answer) {
    String type = answer.header("content-type");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
