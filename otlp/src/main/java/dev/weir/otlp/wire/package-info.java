/// The protobuf grammar: tags, varints, lengths. Start with [FieldCursor] for reading and
/// [ProtoWriter] for writing.
@NullMarked
package dev.weir.otlp.wire;

import org.jspecify.annotations.NullMarked;
