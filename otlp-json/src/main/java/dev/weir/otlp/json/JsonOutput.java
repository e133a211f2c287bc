package dev.weir.otlp.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.stream.LongStream;

/// Writes JSON tokens into a stream, by way of an array of its own.
final class JsonOutput {
  private static final int CAPACITY = 8192;
  private static final int MAX_NUMBER = 24;
  private static final long MAX_NINETEEN_DIGITS = Long.parseUnsignedLong("9999999999999999999");
  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> power * 10).limit(19).toArray();

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NAN = {'"', 'N', 'a', 'N', '"'};
  private static final byte[] INFINITY = {'"', 'I', 'n', 'f', 'i', 'n', 'i', 't', 'y', '"'};
  private static final byte[] MINUS_INFINITY = {
    '"', '-', 'I', 'n', 'f', 'i', 'n', 'i', 't', 'y', '"'
  };

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private final DecimalText decimals = new DecimalText();
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
    int stop = Words.endOfUnescaped(source, from, end);
    while (stop < end) {
      write(source, plain, stop - plain);
      escape(source[stop]);
      plain = stop + 1;
      stop = Words.endOfUnescaped(source, plain, end);
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
    int start = size;
    int at = start + digits(value);
    size = at;
    long rest = value;
    while (rest < 0 || rest >= 10) {
      long quotient = rest < 0 ? Long.divideUnsigned(rest, 100) : rest / 100;
      int pair = (int) (rest - quotient * 100);
      buffer[--at] = (byte) ('0' + pair % 10);
      buffer[--at] = (byte) ('0' + pair / 10);
      rest = quotient;
    }
    if (at > start) {
      buffer[at - 1] = (byte) ('0' + rest);
    }
  }

  private static int digits(long value) {
    if (value < 0) {
      return Long.compareUnsigned(value, MAX_NINETEEN_DIGITS) > 0 ? 20 : 19;
    }
    int digits = 1;
    while (digits < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[digits]) {
      digits++;
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
      ensure(DecimalText.MAX_LENGTH);
      size = decimals.write(value, buffer, size);
    }
  }

  private void ensure(int more) throws IOException {
    if (CAPACITY - size < more) {
      flush();
    }
  }
}
