package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.net.ErrorText;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.TlsErrors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.handler.proxy.ProxyConnectException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the end of a gRPC call means for the batch that was sent, as OTLP specifies it.
///
/// Retryable are CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE and DATA_LOSS,
/// and RESOURCE_EXHAUSTED when it says when to come back. A message that is too large is
/// RESOURCE_EXHAUSTED as well, and told apart by its text.
final class GrpcRefusals {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  /// How the client's stack calls a connection that the server closed before it said anything.
  private static final String CLOSED = "Network closed for unknown reason";

  /// The start of an HTTP/1 answer, as the HTTP/2 stack prints it.
  private static final String HTTP_1_HEX = "485454502f";

  private static final int MAX_CAUSES = 10;

  private GrpcRefusals() {}

  /// @param endpoint what there should be a connection to
  /// @param tls the client's settings, for a hint when they are why there is no connection
  static Refusal of(StatusRuntimeException failure, String endpoint, ClientTls tls) {
    Status status = failure.getStatus();
    Status.Code code = isOfConnection(status) ? Status.Code.UNAVAILABLE : status.getCode();
    String type = name(code);
    String message = "rpc error: code = " + type + " desc = " + description(status, endpoint, tls);
    Duration delay = retryDelay(failure.getTrailers());
    return switch (code) {
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS ->
          new RetryableRefusal(message, delay, type);
      case RESOURCE_EXHAUSTED ->
          delay != null
              ? new RetryableRefusal(message, delay, type)
              : new PermanentRefusal(
                  isTooLarge(message) ? Reason.TOO_LARGE : Reason.REJECTED, message, type);
      case INVALID_ARGUMENT -> new PermanentRefusal(Reason.INVALID, message, type);
      default -> new PermanentRefusal(Reason.REJECTED, message, type);
    };
  }

  /// What a server says has no exception for a cause: this is a connection on which something else
  /// than HTTP/2 was spoken, or that broke.
  private static boolean isOfConnection(Status status) {
    return status.getCause() != null
        && (status.getCode() == Status.Code.INTERNAL || status.getCode() == Status.Code.UNKNOWN);
  }

  /// As Go spells it: `DeadlineExceeded`.
  private static String name(Status.Code code) {
    if (code == Status.Code.CANCELLED) {
      return "Canceled";
    }
    StringBuilder name = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static String description(Status status, String endpoint, ClientTls tls) {
    String said = ErrorText.readable(status.getDescription());
    Throwable cause = status.getCause();
    if (cause == null && !said.startsWith(CLOSED)) {
      return said;
    }
    StringBuilder text = new StringBuilder("connection to ").append(endpoint);
    text.append(": ").append(said);
    if (cause != null) {
      text.append(": ").append(ErrorText.readable(telling(cause).getMessage()));
    }
    String hint = hint(said, cause, tls);
    if (hint != null) {
      text.append(" (").append(hint).append(')');
    }
    return text.toString();
  }

  /// Which setting would help, or null when that cannot be told.
  private static @Nullable String hint(String said, @Nullable Throwable cause, ClientTls tls) {
    if (cause == null) {
      return tls.isPlainText() ? "if the server speaks TLS, leave tls::insecure: true out" : null;
    }
    if (first(cause, ProxyConnectException.class) != null) {
      return "the proxy that HTTPS_PROXY names makes no connection to it";
    }
    String ofTls = TlsErrors.explain(cause, tls);
    if (ofTls == null && (said + root(cause).getMessage()).contains(HTTP_1_HEX)) {
      return "the server speaks HTTP/1 and not gRPC; name its gRPC port, which is 4317 by"
          + " default, or use the otlp_http exporter";
    }
    return ofTls;
  }

  /// The root of a failure, or the failed connection attempt on the way to it, since that names the
  /// address.
  private static Throwable telling(Throwable failure) {
    ConnectException attempt = first(failure, ConnectException.class);
    return attempt == null ? root(failure) : attempt;
  }

  private static <T extends Throwable> @Nullable T first(Throwable failure, Class<T> kind) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean isTooLarge(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("larger than max")
        || text.contains("exceeds maximum size")
        || text.contains("too large");
  }

  private static @Nullable Duration retryDelay(@Nullable Metadata trailers) {
    byte[] details = trailers == null ? null : trailers.get(DETAILS);
    return details == null ? null : RetryInfo.delay(details);
  }
}
