package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Begins the calls of one method: admits them and reads what their headers say.
final class GrpcCalls implements ServerCallHandler<RawMessage, byte[]> {
  private static final ServerCall.Listener<RawMessage> IGNORE = new ServerCall.Listener<>() {};

  private final GrpcHandler handler;
  private final ComponentContext context;
  private final int maxMessage;
  private final boolean includeMetadata;
  private final SlowCalls slowCalls;

  private GrpcCalls(
      GrpcHandler handler, ComponentContext context, GrpcServerConfig config, SlowCalls slowCalls) {
    this.handler = handler;
    this.context = context;
    this.maxMessage = config.maxMessage();
    this.includeMetadata = config.includeMetadata();
    this.slowCalls = slowCalls;
  }

  /// The service of a method. Each service here has one.
  static ServerServiceDefinition service(
      GrpcHandler handler, ComponentContext context, GrpcServerConfig config, SlowCalls slowCalls) {
    MethodDescriptor<RawMessage, byte[]> method =
        MethodDescriptor.newBuilder(RawMarshaller.REQUESTS, RawMarshaller.ANSWERS)
            .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
            .setFullMethodName(handler.method())
            .build();
    return ServerServiceDefinition.builder(Objects.requireNonNull(method.getServiceName()))
        .addMethod(
            ServerMethodDefinition.create(
                method, new GrpcCalls(handler, context, config, slowCalls)))
        .build();
  }

  @Override
  public ServerCall.Listener<RawMessage> startCall(
      ServerCall<RawMessage, byte[]> call, Metadata headers) {
    MemoryBudget memory = Senders.memory(call, context);
    if (!memory.tryReserve(GrpcCall.FIRST_RESERVE)) {
      Refusal refusal = memory.refusal();
      handler.turnedDown(refusal);
      GrpcCall.refuse(call, refusal);
      return IGNORE;
    }
    GrpcCall begun =
        new GrpcCall(
            call, handler, memory, context.log(), maxMessage, info(call, headers), slowCalls);
    Arrival.tell(begun);
    slowCalls.add(begun);
    call.request(2);
    return begun;
  }

  private RequestInfo info(ServerCall<?, ?> call, Metadata headers) {
    Deadline deadline = Context.current().getDeadline();
    return new RequestInfo(
        includeMetadata ? metadata(call, headers) : Map.of(),
        peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
        Map.of(),
        deadline == null
            ? RequestInfo.NO_DEADLINE
            : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }

  private static Map<String, List<String>> metadata(ServerCall<?, ?> call, Metadata headers) {
    Map<String, List<String>> metadata = new HashMap<>();
    for (String name : headers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        List<String> values = new ArrayList<>(1);
        Iterable<String> all =
            headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        if (all != null) {
          all.forEach(values::add);
        }
        metadata.put(name, values);
      }
    }
    String authority = call.getAuthority();
    if (authority != null) {
      metadata.put(":authority", List.of(authority));
    }
    return metadata;
  }

  private static @Nullable String peer(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : null;
  }
}
