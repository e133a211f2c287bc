package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.otlp.wire.ProtoWriter;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `google.rpc.Status`, the body of errors in OTLP:
///
///     Status    { int32 code = 1; string message = 2; Any details = 3 }
///     Any       { string type_url = 1; bytes value = 2 }
///     RetryInfo { Duration { int64 seconds = 1; int32 nanos = 2 } retry_delay = 1 }
public final class RpcStatus {
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private static final int INVALID_ARGUMENT = 3;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;

  private RpcStatus() {}

  /// The code of gRPC that a refusal is answered with.
  public static int code(Refusal refusal) {
    return switch (refusal) {
      case RetryableRefusal _ -> UNAVAILABLE;
      case PermanentRefusal permanent ->
          switch (permanent.reason()) {
            case INVALID -> INVALID_ARGUMENT;
            case TOO_LARGE -> RESOURCE_EXHAUSTED;
            case REJECTED -> INTERNAL;
          };
    };
  }

  /// The protobuf bytes.
  ///
  /// @param code of gRPC
  /// @param retryAfter when to come back, or null
  public static byte[] encode(int code, String message, @Nullable Duration retryAfter) {
    ProtoWriter out = new ProtoWriter(message.length() + 96);
    if (code != 0) {
      out.uint64(1, code);
    }
    if (!message.isEmpty()) {
      out.string(2, message);
    }
    if (retryAfter != null) {
      int any = out.beginMessage(3);
      out.string(1, RETRY_INFO);
      int info = out.beginMessage(2);
      int delay = out.beginMessage(1);
      out.uint64(1, retryAfter.toSeconds());
      out.uint64(2, retryAfter.toNanosPart());
      out.endMessage(delay);
      out.endMessage(info);
      out.endMessage(any);
    }
    return out.toByteArray();
  }

  /// The same as JSON.
  public static String json(int code, String message, @Nullable Duration retryAfter) {
    StringBuilder json = new StringBuilder(message.length() + 64);
    json.append("{\"code\":").append(code).append(",\"message\":");
    appendQuoted(json, message);
    if (retryAfter != null) {
      json.append(",\"details\":[{\"@type\":\"")
          .append(RETRY_INFO)
          .append("\",\"retryDelay\":\"")
          .append(seconds(retryAfter))
          .append("s\"}]");
    }
    return json.append('}').toString();
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  private static void appendQuoted(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
