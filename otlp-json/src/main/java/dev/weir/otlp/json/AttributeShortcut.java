package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.otlp.json.JsonNumbers.NotANumber;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;

/// Reads attributes in the form that most senders write, which is most of what a request has:
///
///     {"key":"http.route","value":{"stringValue":"/cart"}}
///     {"key":"http.response.status_code","value":{"intValue":"200"}}
///
/// without white space, in this order, key and value in plain ASCII without escapes. Whatever looks
/// different is left to the general way, which starts over at the same place.
final class AttributeShortcut {
  private static final KeyMatcher OPEN = matcher("{\"key\":\"");
  private static final KeyMatcher VALUE = matcher("\",\"value\":{\"");
  private static final KeyMatcher STRING = matcher("stringValue\":\"");
  private static final KeyMatcher INT = matcher("intValue\":\"");
  private static final KeyMatcher CLOSE = matcher("\"}}");

  private static final int KEY = 1;
  private static final int ANY_VALUE = 2;
  private static final int STRING_VALUE = 1;
  private static final int INT_VALUE = 3;

  private final JsonScanner in;
  private final ProtoWriter out;
  private int keyStart;
  private int keyEnd;

  AttributeShortcut(JsonScanner in, ProtoWriter out) {
    this.in = in;
    this.out = out;
  }

  /// Reads one attribute into field `number`; or returns false and has read nothing.
  boolean read(int number) {
    int start = in.position();
    if (in.skip(OPEN)) {
      keyStart = in.position();
      keyEnd = in.skipPlainAscii();
      if (in.skip(VALUE) && (in.skip(STRING) ? string(number) : in.skip(INT) && integer(number))) {
        return true;
      }
    }
    in.rewind(start);
    return false;
  }

  private boolean string(int number) {
    int from = in.position();
    int to = in.skipPlainAscii();
    if (!in.skip(CLOSE)) {
      return false;
    }
    int length = to - from;
    begin(number, 1 + ProtoWriter.varintSize(length) + length);
    out.bytes(STRING_VALUE, in.buffer(), from, length);
    return true;
  }

  private boolean integer(int number) {
    int from = in.position();
    int to = in.skipPlainAscii();
    if (!in.skip(CLOSE)) {
      return false;
    }
    long value;
    try {
      value = JsonNumbers.signed(in.buffer(), from, to, Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (NotANumber e) {
      return false;
    }
    begin(number, 1 + ProtoWriter.varintSize(value));
    out.uint64(INT_VALUE, value);
    return true;
  }

  /// Begins the attribute and its value, whose lengths are known.
  private void begin(int number, int valueLength) {
    int keyLength = keyEnd - keyStart;
    out.tag(number, FieldCursor.BYTES);
    out.varint(
        1L
            + ProtoWriter.varintSize(keyLength)
            + keyLength
            + 1
            + ProtoWriter.varintSize(valueLength)
            + valueLength);
    out.bytes(KEY, in.buffer(), keyStart, keyLength);
    out.tag(ANY_VALUE, FieldCursor.BYTES);
    out.varint(valueLength);
  }

  private static KeyMatcher matcher(String text) {
    return new KeyMatcher(text.getBytes(US_ASCII));
  }
}
