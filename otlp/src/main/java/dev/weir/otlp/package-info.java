/// The wire: OTLP bytes, read and rewritten in place. Start with [Signal], then `wire` for the
/// protobuf grammar and `trace`, `metrics`, `logs` for the views.
@NullMarked
package dev.weir.otlp;

import org.jspecify.annotations.NullMarked;
