package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.time.Duration;

/// An OTLP destination of the collector's own telemetry. Any thread may call it.
public interface Push extends AutoCloseable {

  /// Sends one request, once.
  ///
  /// @throws IOException when it was not taken
  void send(byte[] request) throws IOException, InterruptedException;

  /// Where it goes, for messages.
  String destination();

  @Override
  void close();

  /// Opens one.
  ///
  /// @param setting the path of `otlp` in the configuration, for messages
  /// @param timeout of a request, unless `otlp` has one
  /// @throws StartException when the settings cannot work, with what would
  static Push open(
      TelemetryOtlp otlp, Signal signal, String setting, Duration timeout, BuildInfo build) {
    Integer own = otlp.timeout();
    Duration limit = own == null ? timeout : Duration.ofMillis(own);
    return otlp.isGrpc()
        ? GrpcPush.open(otlp, signal, setting, limit, build)
        : new HttpPush(PushTarget.of(otlp, signal, setting), limit);
  }
}
