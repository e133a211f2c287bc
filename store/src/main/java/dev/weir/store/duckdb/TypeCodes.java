package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import java.io.IOException;

/// The numbers of types in files. They never change.
final class TypeCodes {
  static final int COUNT = 5;

  private TypeCodes() {}

  static int code(AttributeKey.Type type) {
    return switch (type) {
      case TEXT -> 0;
      case INT -> 1;
      case REAL -> 2;
      case BOOL -> 3;
      case JSON -> 4;
    };
  }

  static AttributeKey.Type type(int code) throws IOException {
    return switch (code) {
      case 0 -> AttributeKey.Type.TEXT;
      case 1 -> AttributeKey.Type.INT;
      case 2 -> AttributeKey.Type.REAL;
      case 3 -> AttributeKey.Type.BOOL;
      case 4 -> AttributeKey.Type.JSON;
      default -> throw new IOException("type " + code + " (expected: 0 to 4)");
    };
  }
}
