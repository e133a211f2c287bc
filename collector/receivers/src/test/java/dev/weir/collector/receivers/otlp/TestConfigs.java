package dev.weir.collector.receivers.otlp;

import dev.weir.collector.helper.grpc.GrpcServerConfig;
import dev.weir.collector.helper.http.HttpServerConfig;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Grpc;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Http;
import dev.weir.collector.receivers.otlp.OtlpReceiverConfig.Protocols;
import java.util.List;

/// Settings with free ports.
final class TestConfigs {
  static final String FREE_PORT = "localhost:0";

  private TestConfigs() {}

  static OtlpReceiverConfig grpc() {
    return grpc(GrpcServerConfig.defaults(FREE_PORT, 0));
  }

  static OtlpReceiverConfig grpc(GrpcServerConfig server) {
    return new OtlpReceiverConfig(new Protocols(new Grpc(server), null));
  }

  static OtlpReceiverConfig http() {
    return http(HttpServerConfig.defaults(FREE_PORT));
  }

  static OtlpReceiverConfig http(HttpServerConfig server) {
    return new OtlpReceiverConfig(
        new Protocols(null, new Http(server, "/v1/traces", "/v1/metrics", "v1/logs")));
  }

  static OtlpReceiverConfig withMetadata() {
    GrpcServerConfig grpc = GrpcServerConfig.defaults(FREE_PORT, 0);
    HttpServerConfig http = HttpServerConfig.defaults(FREE_PORT);
    return new OtlpReceiverConfig(
        new Protocols(
            new Grpc(
                new GrpcServerConfig(
                    grpc.endpoint(),
                    grpc.transport(),
                    grpc.dialer(),
                    null,
                    0,
                    0,
                    0,
                    0,
                    grpc.keepalive(),
                    null,
                    true,
                    List.of())),
            new Http(
                new HttpServerConfig(
                    http.endpoint(),
                    http.transport(),
                    http.dialer(),
                    null,
                    null,
                    null,
                    0,
                    true,
                    http.responseHeaders(),
                    null,
                    http.readTimeout(),
                    http.readHeaderTimeout(),
                    http.writeTimeout(),
                    http.idleTimeout(),
                    List.of(),
                    true),
                "/v1/traces",
                "/v1/metrics",
                "/v1/logs")));
  }
}
