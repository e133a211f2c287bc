package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.Signal;
import dev.weir.otlp.json.JsonNumbers.NotANumber;
import dev.weir.otlp.wire.ProtoWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Turns OTLP/JSON into the protobuf bytes of the same `Export…ServiceRequest`, in one pass.
///
/// The result is valid: field types, id lengths, UTF-8, depth and the one kind of data of a metric
/// are right, so that the scan accepts it and need not be asked. Every value that the text has is
/// written, defaults too, and in the order of the text, so that of a field that stands twice the
/// last value counts, as in protobuf.
///
/// Accepted as the Collector accepts it: names in lower camel or snake case; ids in hexadecimal of
/// either case, or empty; 64-bit integers as string or number, and other numbers as string too;
/// doubles as `"NaN"`, `"Infinity"` and `"-Infinity"`; enums as number or name; bytes in the
/// standard base64 alphabet with padding; `null` for strings, messages and lists. Unknown fields
/// are ignored, and so is text after the first value.
public final class OtlpJsonReader {

  /// Messages that may lie inside one another, the request not counted; a list or map in an
  /// attribute's value takes two. A little less than the scan takes, which looks ahead.
  public static final int MAX_DEPTH = 98;

  private static final int MAX_SHOWN_DEPTH = 12;
  private static final byte[] NOTHING = {};

  private final JsonScanner in;
  private final ProtoWriter out;
  private final ProtoWriter scratch = new ProtoWriter(16);
  private final byte[] id = new byte[16];
  private final AttributeShortcut shortcut;

  /// For each slot of each message type the slot of the field that followed it the last time; the
  /// next item most likely has the same order.
  private final byte[] successors = new byte[OtlpSchema.SLOTS];

  private final @Nullable Field[] path = new Field[MAX_DEPTH + 1];
  private final int[] elements = new int[MAX_DEPTH + 1];
  private int depth = -1;
  private int items;

  private OtlpJsonReader(byte[] text, int offset, int length) {
    this.in = new JsonScanner(text, offset, length);
    this.out = new ProtoWriter(length / 2);
    this.shortcut = new AttributeShortcut(in, out);
  }

  /// Reads a request from `length` bytes from `offset`.
  ///
  /// @throws MalformedOtlpJsonException when the text is not OTLP/JSON of that signal
  public static OtlpJsonRequest read(Signal signal, byte[] text, int offset, int length) {
    return new OtlpJsonReader(text, offset, length).request(OtlpSchema.request(signal));
  }

  /// Reads a request that fills an array.
  ///
  /// @throws MalformedOtlpJsonException when the text is not OTLP/JSON of that signal
  public static OtlpJsonRequest read(Signal signal, byte[] text) {
    return read(signal, text, 0, text.length);
  }

  /// Reads a request from a stream, to its end. How much that may be is the caller's to bound.
  ///
  /// @throws MalformedOtlpJsonException when the text is not OTLP/JSON of that signal
  public static OtlpJsonRequest read(Signal signal, InputStream text) throws IOException {
    return read(signal, text.readAllBytes());
  }

  /// Reads the `Export…ServiceResponse` that a server answers with, to its protobuf bytes.
  ///
  /// @throws MalformedOtlpJsonException when the text is not such a response
  public static byte[] readResponse(Signal signal, byte[] text, int offset, int length) {
    return new OtlpJsonReader(text, offset, length).request(OtlpSchema.response(signal)).message();
  }

  private OtlpJsonRequest request(MessageType type) {
    try {
      message(type);
    } catch (MalformedOtlpJsonException e) {
      throw e.in(location());
    }
    return new OtlpJsonRequest(out.toByteArray(), items);
  }

  private void message(MessageType type) {
    if (depth == MAX_DEPTH) {
      throw in.unexpected("at most " + MAX_DEPTH + " messages inside one another");
    }
    if (in.peek() == 'n') {
      in.literal("null");
      return;
    }
    in.expect('{', "an object");
    if (in.peek() == '}') {
      in.advance();
      return;
    }
    depth++;
    boolean hasSingle = false;
    int previous = type.base;
    do {
      Field field = type.fields[successors[previous]];
      if (!in.name(field)) {
        field = unexpectedName(type, previous);
      }
      if (field != null) {
        previous = type.base + 1 + field.slot();
      }
      path[depth] = field;
      elements[depth] = -1;
      if (field == null) {
        JsonSkip.value(in);
      } else if (field.single) {
        hasSingle = onlyOne(field, hasSingle);
      } else if (field.repeated) {
        list(field);
      } else {
        single(field);
      }
    } while (in.more('}'));
    depth--;
  }

  /// Reads one of several fields of which one may be there, and returns whether one was. Null
  /// counts as not there.
  private boolean onlyOne(Field field, boolean hadOne) {
    if (in.peek() == 'n') {
      in.literal("null");
      return hadOne;
    }
    if (hadOne) {
      throw in.error("a second one in a metric (expected: one kind of data)", in.position());
    }
    single(field);
    return true;
  }

  /// A name other than the one that followed `previous` the last time; or null when it is unknown.
  private @Nullable Field unexpectedName(MessageType type, int previous) {
    Field field = name(type);
    in.expect(':', "a colon");
    if (field != null) {
      successors[previous] = (byte) field.slot();
    }
    return field;
  }

  private @Nullable Field name(MessageType type) {
    in.string("a field name");
    if (!in.hasEscapes()) {
      return type.field(in.buffer(), in.tokenStart(), in.tokenEnd());
    }
    in.unescape(scratch.reset());
    return type.field(scratch.buffer(), 0, scratch.size());
  }

  private void list(Field field) {
    if (in.peek() == 'n') {
      in.literal("null");
      return;
    }
    in.expect('[', "a list");
    if (in.peek() == ']') {
      in.advance();
      return;
    }
    boolean packed = field.type.isPackable();
    int mark = packed ? out.beginMessage(field.number) : 0;
    do {
      elements[depth]++;
      if (packed) {
        number(field);
      } else if (!field.attributes || !attribute(field)) {
        single(field);
      }
    } while (in.more(']'));
    if (packed) {
      out.endMessage(mark);
    }
  }

  private boolean attribute(Field field) {
    return in.peek() == '{' && depth + 2 <= MAX_DEPTH && shortcut.read(field.number);
  }

  private void single(Field field) {
    switch (field.type) {
      case MESSAGE -> {
        int mark = out.beginMessage(field.number);
        message(field.message());
        out.endMessage(mark);
        items += field.item ? 1 : 0;
      }
      case STRING -> string(field);
      case BYTES -> base64(field);
      case ID -> id(field);
      case FIXED32 -> out.fixed32(field.number, (int) unsigned32());
      default -> {
        out.tag(field.number, field.type.wireType());
        number(field);
      }
    }
  }

  private void string(Field field) {
    if (in.peek() == 'n') {
      in.literal("null");
      out.bytes(field.number, NOTHING);
      return;
    }
    in.string("a string");
    if (!in.hasEscapes()) {
      int from = in.tokenStart();
      out.bytes(field.number, in.buffer(), from, in.tokenEnd() - from);
      return;
    }
    int mark = out.beginMessage(field.number);
    in.unescape(out);
    out.endMessage(mark);
  }

  private void id(Field field) {
    in.string("a string");
    byte[] text = in.buffer();
    int from = in.tokenStart();
    int to = in.tokenEnd();
    if (to != from && to - from != 2 * field.idLength) {
      throw wrongId(field);
    }
    for (int at = from, i = 0; at < to; at += 2, i++) {
      int value = (Hex.digit(text[at]) << 4) | Hex.digit(text[at + 1]);
      if (value < 0) {
        throw wrongId(field);
      }
      id[i] = (byte) value;
    }
    out.bytes(field.number, id, 0, (to - from) / 2);
  }

  private MalformedOtlpJsonException wrongId(Field field) {
    return wrong(2 * field.idLength + " hexadecimal digits");
  }

  private void base64(Field field) {
    in.string("a string");
    in.unescape(scratch.reset());
    byte[] text = scratch.toByteArray();
    try {
      if (text.length % 4 != 0) {
        throw new IllegalArgumentException("no padding");
      }
      out.bytes(field.number, Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw wrong("base64 of the standard alphabet, with padding");
    }
  }

  private void number(Field field) {
    switch (field.type) {
      case BOOL -> out.varint(bool());
      case ENUM -> out.varint(enumNumber(field));
      case DOUBLE -> out.fixed64Value(Double.doubleToRawLongBits(decimal()));
      case INT32 -> out.varint(signed(Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT64 -> out.varint(signed(Long.MIN_VALUE, Long.MAX_VALUE));
      case SFIXED64 -> out.fixed64Value(signed(Long.MIN_VALUE, Long.MAX_VALUE));
      case SINT32 -> {
        long value = signed(Integer.MIN_VALUE, Integer.MAX_VALUE);
        out.varint((value << 1) ^ (value >> 63));
      }
      case UINT32 -> out.varint(unsigned32());
      case UINT64 -> out.varint(unsigned64());
      case FIXED64 -> out.fixed64Value(unsigned64());
      default -> throw new IllegalStateException(field.type.name());
    }
  }

  private long bool() {
    int next = in.peek();
    if (next == 't') {
      in.literal("true");
      return 1;
    }
    if (next == 'f') {
      in.literal("false");
      return 0;
    }
    throw in.unexpected("true or false");
  }

  private long enumNumber(Field field) {
    if (in.peek() != '"') {
      return signed(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    in.string("a name");
    Integer number = field.enumNames.numberOf(tokenText());
    if (number == null) {
      throw wrong("a number, or a name such as " + field.enumNames.example());
    }
    return number;
  }

  private long signed(long min, long max) {
    wholeNumber();
    try {
      return JsonNumbers.signed(in.buffer(), in.tokenStart(), in.tokenEnd(), min, max);
    } catch (NotANumber e) {
      throw wrong("a whole number from " + min + " to " + max);
    }
  }

  private long unsigned64() {
    wholeNumber();
    try {
      return JsonNumbers.unsigned(in.buffer(), in.tokenStart(), in.tokenEnd());
    } catch (NotANumber e) {
      throw wrong("a whole number from 0 to " + Long.toUnsignedString(-1));
    }
  }

  private long unsigned32() {
    wholeNumber();
    try {
      long value = JsonNumbers.unsigned(in.buffer(), in.tokenStart(), in.tokenEnd());
      if (value >>> 32 == 0) {
        return value;
      }
    } catch (NotANumber e) {
      // the same answer as to a number that is too large
    }
    throw wrong("a whole number from 0 to 4294967295");
  }

  /// Locates the digits of a number, or of a string that holds one.
  private void wholeNumber() {
    if (in.peek() == '"') {
      in.string("a number");
    } else if (in.number("a whole number")) {
      throw wrong("a whole number");
    }
  }

  private double decimal() {
    try {
      if (in.peek() == '"') {
        in.string("a number");
        return JsonNumbers.decimalOrSpecial(tokenText());
      }
      in.number("a number");
      return JsonNumbers.decimal(in.buffer(), in.tokenStart(), in.tokenEnd());
    } catch (NotANumber e) {
      throw wrong("a number that fits a double, or NaN, Infinity, -Infinity as a string");
    }
  }

  private String tokenText() {
    in.unescape(scratch.reset());
    return new String(scratch.buffer(), 0, scratch.size(), UTF_8);
  }

  /// The last token is not what its field takes.
  private MalformedOtlpJsonException wrong(String expected) {
    int from = in.tokenStart();
    boolean string = from > 0 && in.buffer()[from - 1] == '"';
    String quote = string ? "\"" : "";
    String value = quote + Excerpt.of(in.buffer(), from, in.tokenEnd()) + quote;
    return in.error(value + " (expected: " + expected + ")", from);
  }

  /// The path to the field being read, such as `resourceSpans[0].scopeSpans[2].scope`.
  private String location() {
    StringBuilder text = new StringBuilder();
    for (int level = 0; level <= Math.min(depth, MAX_SHOWN_DEPTH); level++) {
      Field field = path[level];
      text.append(level == 0 ? "" : ".").append(field == null ? "(unknown field)" : field.name);
      if (elements[level] >= 0) {
        text.append('[').append(elements[level]).append(']');
      }
    }
    return text.append(depth > MAX_SHOWN_DEPTH ? "..." : "").toString();
  }
}
