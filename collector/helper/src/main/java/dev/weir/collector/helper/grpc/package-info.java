/// gRPC servers and clients of messages that are bytes.
///
/// A client: [GrpcClientConfig] and [GrpcClient].
@NullMarked
package dev.weir.collector.helper.grpc;

import org.jspecify.annotations.NullMarked;
