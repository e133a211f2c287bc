/// gRPC servers and clients of messages that are bytes.
///
/// A server: [GrpcServerConfig], [GrpcServer], and a [GrpcHandler] for each method. A client:
/// [GrpcClientConfig] and [GrpcClient].
@NullMarked
package dev.weir.collector.helper.grpc;

import org.jspecify.annotations.NullMarked;
