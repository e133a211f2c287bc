package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.net.Dialer;
import dev.weir.collector.helper.net.ListenAddress;
import dev.weir.collector.helper.net.Middleware;
import dev.weir.collector.helper.tls.ServerTls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a gRPC server.
///
/// @param endpoint `host:port`, or a path for `unix`
/// @param transport `tcp`, `tcp4`, `tcp6` or `unix`
/// @param dialer of no use to a server; taken because the Collector takes it
/// @param tls speak TLS
/// @param maxRecvMsgSizeMib the largest message after decompression, in MiB; 0 for 4
/// @param maxConcurrentStreams calls under way on one connection; 0 for any number
/// @param readBufferSize of no use here, where buffers follow what comes
/// @param writeBufferSize of no use here
/// @param keepalive how connections are kept and ended
/// @param auth the extension that checks who sends
/// @param includeMetadata whether the pipeline sees the headers
/// @param middlewares extensions that look at every request
public record GrpcServerConfig(
    String endpoint,
    String transport,
    Dialer dialer,
    @OffWhenEmpty @Nullable ServerTls tls,
    int maxRecvMsgSizeMib,
    long maxConcurrentStreams,
    int readBufferSize,
    int writeBufferSize,
    @Nullable Keepalive keepalive,
    @OffWhenEmpty @Nullable Auth auth,
    boolean includeMetadata,
    List<Middleware> middlewares)
    implements ComponentConfig {
  private static final int DEFAULT_MAX_MIB = 4;
  private static final int MAX_MAX_MIB = 1024;
  private static final long MAX_STREAMS = 0xFFFFFFFFL;

  public GrpcServerConfig {
    middlewares = List.copyOf(middlewares);
  }

  /// The Collector's defaults, but for the address and the buffer.
  public static GrpcServerConfig defaults(String endpoint, int readBufferSize) {
    return new GrpcServerConfig(
        endpoint,
        "tcp",
        Dialer.defaults(),
        null,
        0,
        0,
        readBufferSize,
        0,
        Keepalive.defaults(),
        null,
        false,
        List.of());
  }

  /// How connections are kept and ended.
  public record Keepalive(
      @Nullable ServerParameters serverParameters, @Nullable EnforcementPolicy enforcementPolicy)
      implements ComponentConfig {
    public static Keepalive defaults() {
      return new Keepalive(ServerParameters.defaults(), EnforcementPolicy.defaults());
    }
  }

  /// What the server does to connections. Zero stands for the usual: two hours for `time`, 20 s for
  /// `timeout`, never for the others.
  ///
  /// @param maxConnectionIdle ends a connection that had no call for so long
  /// @param maxConnectionAge ends a connection after so long
  /// @param maxConnectionAgeGrace how long its calls may then take
  /// @param time asks a silent client whether it is there
  /// @param timeout how long the client may take to say so
  public record ServerParameters(
      Duration maxConnectionIdle,
      Duration maxConnectionAge,
      Duration maxConnectionAgeGrace,
      Duration time,
      Duration timeout)
      implements ComponentConfig {
    public static ServerParameters defaults() {
      return new ServerParameters(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
  }

  /// What the server allows clients to ask.
  ///
  /// @param minTime how often a client may ask whether the server is there; zero for every 5
  ///   minutes
  /// @param permitWithoutStream whether it may ask while it has no call
  public record EnforcementPolicy(Duration minTime, boolean permitWithoutStream)
      implements ComponentConfig {
    public static EnforcementPolicy defaults() {
      return new EnforcementPolicy(Duration.ZERO, false);
    }
  }

  /// Who checks senders.
  ///
  /// @param authenticator the name of an extension
  public record Auth(@NamesExtension @Nullable ComponentId authenticator)
      implements ComponentConfig {
    public static Auth defaults() {
      return new Auth(null);
    }

    @Override
    public void validate(Problems problems) {
      if (authenticator == null) {
        problems.add("authenticator", null, "the name of an extension");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    ListenAddress.validate(problems, transport, endpoint);
    if (maxRecvMsgSizeMib < 0 || maxRecvMsgSizeMib > MAX_MAX_MIB) {
      problems.add("max_recv_msg_size_mib", maxRecvMsgSizeMib, "0 to " + MAX_MAX_MIB);
    }
    if (maxConcurrentStreams < 0 || maxConcurrentStreams > MAX_STREAMS) {
      problems.add("max_concurrent_streams", maxConcurrentStreams, "0 to " + MAX_STREAMS);
    }
    if (readBufferSize < 0) {
      problems.add("read_buffer_size", readBufferSize, "0 or more bytes");
    }
    if (writeBufferSize < 0) {
      problems.add("write_buffer_size", writeBufferSize, "0 or more bytes");
    }
  }

  /// The largest message, in bytes.
  int maxMessage() {
    return (maxRecvMsgSizeMib == 0 ? DEFAULT_MAX_MIB : maxRecvMsgSizeMib) << 20;
  }
}
