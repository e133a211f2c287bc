package dev.weir.collector.processors.attributes;

import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EncodedValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of values, as texts of lower-case hexadecimal digits. Strings are hashed as UTF-8,
/// numbers as 8 bytes in little-endian order, booleans as one byte; for other values the text is
/// empty. For one thread.
final class ValueHash {
  private static final EncodedValue NONE = ConfiguredValue.of("");

  private final MessageDigest digest;
  private final byte[] number = new byte[Long.BYTES];

  ValueHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  EncodedValue of(AnyValueView value) {
    switch (value.kind()) {
      case STRING -> update(value.string());
      case BOOL -> digest.update((byte) (value.boolValue() ? 1 : 0));
      case INT -> update(value.intValue());
      case DOUBLE -> update(Double.doubleToRawLongBits(value.doubleValue()));
      case EMPTY, ARRAY, KEY_VALUE_LIST, BYTES, STRING_INDEX -> {
        return NONE;
      }
    }
    return ConfiguredValue.of(HexFormat.of().formatHex(digest.digest()));
  }

  private void update(BytesView text) {
    digest.update(text.buffer(), text.offset(), text.length());
  }

  private void update(long value) {
    ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    digest.update(number);
  }
}
