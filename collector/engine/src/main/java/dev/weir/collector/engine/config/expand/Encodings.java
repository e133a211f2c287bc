package dev.weir.collector.engine.config.expand;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Makes a text of a file's bytes: UTF-8, or UTF-16 when a byte order mark says so.
final class Encodings {

  private Encodings() {}

  /// Decodes.
  ///
  /// @throws CharacterCodingException when they are not in that encoding, with the line
  static String decode(byte[] bytes) throws CharacterCodingException {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return decode(bytes, startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i == bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes, int offset, Charset charset)
      throws CharacterCodingException {
    var in = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    var out = CharBuffer.allocate(bytes.length - offset);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new NotText(charset, in.get(in.position()) & 0xFF, line(bytes, in.position()));
    }
    return out.flip().toString();
  }

  private static int line(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static final class NotText extends CharacterCodingException {
    private static final long serialVersionUID = 1;
    private final String message;

    NotText(Charset charset, int value, int line) {
      message = String.format("is not %s: byte 0x%02X in line %d", charset.name(), value, line);
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
