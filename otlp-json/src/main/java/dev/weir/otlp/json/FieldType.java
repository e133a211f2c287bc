package dev.weir.otlp.json;

import dev.weir.otlp.wire.FieldCursor;

/// How a field's value is written in JSON and in protobuf.
enum FieldType {
  STRING(FieldCursor.BYTES),
  BYTES(FieldCursor.BYTES),
  /// Bytes that JSON writes in hexadecimal.
  ID(FieldCursor.BYTES),
  BOOL(FieldCursor.VARINT),
  ENUM(FieldCursor.VARINT),
  INT32(FieldCursor.VARINT),
  SINT32(FieldCursor.VARINT),
  UINT32(FieldCursor.VARINT),
  FIXED32(FieldCursor.FIXED32),
  INT64(FieldCursor.VARINT),
  UINT64(FieldCursor.VARINT),
  FIXED64(FieldCursor.FIXED64),
  SFIXED64(FieldCursor.FIXED64),
  DOUBLE(FieldCursor.FIXED64),
  MESSAGE(FieldCursor.BYTES);

  private final int wireType;

  FieldType(int wireType) {
    this.wireType = wireType;
  }

  int wireType() {
    return wireType;
  }

  /// Whether a repeated field of this type is packed.
  boolean isPackable() {
    return wireType != FieldCursor.BYTES;
  }
}
