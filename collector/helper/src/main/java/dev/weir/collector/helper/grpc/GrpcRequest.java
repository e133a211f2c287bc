package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// A message as handlers see it.
///
/// @param message decompressed
/// @param encoded as it came, or null when it was not compressed
/// @param info who sent it, and until when the sender waits
public record GrpcRequest(ByteRange message, @Nullable Encoded encoded, RequestInfo info) {}
