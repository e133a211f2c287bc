/// Compression by the names of `Content-Encoding` and `grpc-encoding`, bounded in bytes.
///
/// Start with [Compression].
@NullMarked
package dev.weir.collector.helper.compress;

import org.jspecify.annotations.NullMarked;
