package dev.weir.collector.helper.http;

import dev.weir.collector.helper.net.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Decides which connections are given up: by the timeouts of the settings, and, whatever these
/// say, when a request that has begun all but stops coming, since it holds memory meanwhile.
final class SlowClients {
  private final long readNanos;
  private final long headerNanos;
  private final long writeNanos;
  private final long idleNanos;
  private final long graceNanos;
  private final Pace pace;

  SlowClients(HttpServerConfig config) {
    this(config, Pace.USUAL);
  }

  SlowClients(HttpServerConfig config, Pace pace) {
    readNanos = nanos(config.readTimeout());
    headerNanos = nanos(config.headerTimeout());
    writeNanos = nanos(config.writeTimeout());
    idleNanos = nanos(config.timeoutWhenIdle());
    graceNanos = pace.grace().toNanos();
    this.pace = pace;
  }

  private static long nanos(Duration timeout) {
    return timeout.isZero() || timeout.isNegative() ? Long.MAX_VALUE : timeout.toNanos();
  }

  /// Why a connection is to be given up now, or null.
  @Nullable String verdict(HttpConnection connection, long now) {
    long inState = now - connection.stateSince();
    long inRequest = now - connection.requestSince();
    return switch (connection.state()) {
      case CONNECTED -> inState > headerNanos ? "no request within read_header_timeout" : null;
      case IDLE -> inState > idleNanos ? "no request within idle_timeout" : null;
      case HEADERS -> {
        boolean tooLate = inState > headerNanos || inState > graceNanos;
        yield tooLate ? "headers did not come in time" : null;
      }
      case BODY -> {
        boolean tooLate = inRequest > readNanos || pace.isTooSlow(inState, connection.received());
        yield tooLate ? "body did not come in time" : null;
      }
      case WORKING -> inRequest > writeNanos ? "no answer within write_timeout" : null;
      case STREAMING -> null; // HttpOutput gives up clients that do not read
      case SKIPPING, CLOSING -> inState > graceNanos ? "client does not end" : null;
    };
  }
}
