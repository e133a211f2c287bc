package dev.weir.otlp.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/// Writes JSON tokens into a stream, by way of an array of its own.
final class JsonOutput {
  private static final int CAPACITY = 8192;
  private static final int MAX_NUMBER = 24;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  JsonOutput(OutputStream out) {
    this.out = out;
  }

  /// Hands everything to the stream.
  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  void write(char ascii) throws IOException {
    ensure(1);
    buffer[size++] = (byte) ascii;
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] source, int from, int length) throws IOException {
    if (length > CAPACITY) {
      flush();
      out.write(source, from, length);
      return;
    }
    ensure(length);
    System.arraycopy(source, from, buffer, size, length);
    size += length;
  }

  /// UTF-8 as a string, with quotes.
  void string(byte[] source, int from, int length) throws IOException {
    write('"');
    int end = from + length;
    int plain = from;
    for (int at = from; at < end; at++) {
      byte next = source[at];
      if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
        write(source, plain, at - plain);
        escape(next);
        plain = at + 1;
      }
    }
    write(source, plain, end - plain);
    write('"');
  }

  private void escape(byte character) throws IOException {
    ensure(6);
    buffer[size++] = '\\';
    switch (character) {
      case '"', '\\' -> buffer[size++] = character;
      case '\n' -> buffer[size++] = 'n';
      case '\r' -> buffer[size++] = 'r';
      case '\t' -> buffer[size++] = 't';
      default -> {
        buffer[size++] = 'u';
        buffer[size++] = '0';
        buffer[size++] = '0';
        buffer[size++] = Hex.character(character >> 4);
        buffer[size++] = Hex.character(character & 0xF);
      }
    }
  }

  /// Bytes in hexadecimal, with quotes.
  void hex(byte[] source, int from, int length) throws IOException {
    write('"');
    for (int at = from; at < from + length; at++) {
      ensure(2);
      buffer[size++] = Hex.character((source[at] >> 4) & 0xF);
      buffer[size++] = Hex.character(source[at] & 0xF);
    }
    write('"');
  }

  /// Bytes in base64, with quotes.
  void base64(byte[] source, int from, int length) throws IOException {
    write('"');
    byte[] copy = new byte[length];
    System.arraycopy(source, from, copy, 0, length);
    write(Base64.getEncoder().encode(copy));
    write('"');
  }

  void bool(boolean value) throws IOException {
    write(value ? TRUE : FALSE);
  }

  void signed(long value) throws IOException {
    if (value < 0) {
      write('-');
    }
    unsigned(value < 0 ? -value : value);
  }

  /// A whole number; the sign bit counts as a digit.
  void unsigned(long value) throws IOException {
    ensure(MAX_NUMBER);
    int digits = digits(value);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      long quotient = rest < 0 ? Long.divideUnsigned(rest, 10) : rest / 10;
      buffer[at] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    }
    size += digits;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest < 0 || rest >= 10; digits++) {
      rest = rest < 0 ? Long.divideUnsigned(rest, 10) : rest / 10;
    }
    return digits;
  }

  void decimal(double value) throws IOException {
    if (DecimalText.isWhole(value)) {
      signed((long) value);
    } else if (Double.isNaN(value)) {
      write(NAN);
    } else if (Double.isInfinite(value)) {
      write(value > 0 ? INFINITY : MINUS_INFINITY);
    } else {
      write(DecimalText.of(value));
    }
  }

  private void ensure(int more) throws IOException {
    if (CAPACITY - size < more) {
      flush();
    }
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NAN = {'"', 'N', 'a', 'N', '"'};
  private static final byte[] INFINITY = {'"', 'I', 'n', 'f', 'i', 'n', 'i', 't', 'y', '"'};
  private static final byte[] MINUS_INFINITY = {
    '"', '-', 'I', 'n', 'f', 'i', 'n', 'i', 't', 'y', '"'
  };
}
