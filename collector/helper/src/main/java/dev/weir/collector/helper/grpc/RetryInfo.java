package dev.weir.collector.helper.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Finds the delay of a `google.rpc.RetryInfo` among the details of a `google.rpc.Status`:
///
///     Status    { Any details = 3 }
///     Any       { string type_url = 1; bytes value = 2 }
///     RetryInfo { Duration { int64 seconds = 1; int32 nanos = 2 } retry_delay = 1 }
public final class RetryInfo {
  private static final String TYPE = "google.rpc.RetryInfo";
  private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();

  private RetryInfo() {}

  /// The delay, zero when the details ask for a retry without saying when, at most a day; null when
  /// they do not ask for one, or are no `google.rpc.Status`.
  ///
  /// @param status the protobuf bytes
  public static @Nullable Duration delay(byte[] status) {
    try {
      FieldCursor field = new FieldCursor().wrap(status, 0, status.length);
      while (field.next()) {
        if (field.number() == 3 && field.wireType() == FieldCursor.BYTES) {
          Duration delay = ofDetail(status, field);
          if (delay != null) {
            return delay;
          }
        }
      }
    } catch (MalformedOtlpException e) {
      // Whoever sends such details does not say when to come back.
    }
    return null;
  }

  private static @Nullable Duration ofDetail(byte[] bytes, FieldCursor detail) {
    FieldCursor field = inside(bytes, detail);
    boolean isRetryInfo = false;
    Duration delay = Duration.ZERO;
    while (field.next()) {
      if (field.number() == 1 && field.wireType() == FieldCursor.BYTES) {
        isRetryInfo =
            new String(bytes, field.valueOffset(), field.valueLength(), UTF_8).endsWith(TYPE);
      } else if (field.number() == 2 && field.wireType() == FieldCursor.BYTES && isRetryInfo) {
        delay = ofRetryInfo(bytes, field);
      }
    }
    return isRetryInfo ? delay : null;
  }

  private static Duration ofRetryInfo(byte[] bytes, FieldCursor value) {
    FieldCursor field = inside(bytes, value);
    while (field.next()) {
      if (field.number() == 1 && field.wireType() == FieldCursor.BYTES) {
        return ofDuration(bytes, field);
      }
    }
    return Duration.ZERO;
  }

  private static Duration ofDuration(byte[] bytes, FieldCursor value) {
    FieldCursor field = inside(bytes, value);
    long seconds = 0;
    long nanos = 0;
    while (field.next()) {
      if (field.wireType() == FieldCursor.VARINT) {
        long number = FieldCursor.varintAt(bytes, field.valueOffset());
        seconds = field.number() == 1 ? number : seconds;
        nanos = field.number() == 2 ? number : nanos;
      }
    }
    return Duration.ofSeconds(
        Math.clamp(seconds, 0, MAX_SECONDS), Math.clamp(nanos, 0, 999_999_999));
  }

  private static FieldCursor inside(byte[] bytes, FieldCursor field) {
    return new FieldCursor().wrap(bytes, field.valueOffset(), field.valueLength());
  }
}
