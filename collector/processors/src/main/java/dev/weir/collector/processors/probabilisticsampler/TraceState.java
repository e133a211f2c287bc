package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.wire.ProtoWriter;

/// A W3C `tracestate`, of which the sampling information of the member `ot` is read and replaced.
/// For one thread.
///
/// ```
/// vendor=abc,ot=th:c;rv:9b8233f7e3a151;p:x,other=1
///            |  |    |                 +------------ kept, behind the two
///            |  |    +- randomness
///            |  +- threshold
///            +- OpenTelemetry's member, written first
/// ```
final class TraceState {
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_KEY = 256;
  private static final int MAX_TENANT = 241;
  private static final int MAX_SYSTEM = 14;
  private static final int MAX_VALUE = 256;

  private byte[] buffer = {};

  /// Where members of other vendors lie, as pairs of offsets.
  private final int[] members = new int[2 * MAX_MEMBERS];

  /// Where other parts of OpenTelemetry's member lie, as pairs of offsets.
  private final int[] parts = new int[MAX_VALUE];

  private int memberCount;
  private int partCount;
  private long threshold;
  private long randomness;

  /// Reads it; returns false if it breaks the rules.
  boolean read(BytesView text) {
    buffer = text.buffer();
    memberCount = 0;
    clear();
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    int end = text.offset() + text.length();
    int found = 0;
    for (int at = text.offset(); at < end; ) {
      int next = indexOf(',', at, end);
      if (++found >= MAX_MEMBERS || !readMember(skipSpace(at, next), trimSpace(at, next))) {
        return false;
      }
      at = next + 1;
    }
    return true;
  }

  /// The threshold that was read, or [Thresholds#NONE].
  long threshold() {
    return threshold;
  }

  /// The randomness that was read, or [Thresholds#NONE].
  long randomness() {
    return randomness;
  }

  /// Writes what was read with other sampling information.
  void write(long newThreshold, long newRandomness, ProtoWriter out) {
    String separator = "ot=";
    if (newRandomness != Thresholds.NONE) {
      write(separator + "rv:", out);
      Thresholds.writeRandomness(newRandomness, out);
      separator = ";";
    }
    if (newThreshold != Thresholds.NONE) {
      write(separator + "th:", out);
      Thresholds.write(newThreshold, out);
      separator = ";";
    }
    for (int i = 0; i < partCount; i += 2) {
      write(separator, out);
      out.raw(buffer, parts[i], parts[i + 1] - parts[i]);
      separator = ";";
    }
    for (int i = 0; i < memberCount; i += 2) {
      write(out.size() == 0 ? "" : ",", out);
      out.raw(buffer, members[i], members[i + 1] - members[i]);
    }
  }

  private void clear() {
    partCount = 0;
    threshold = Thresholds.NONE;
    randomness = Thresholds.NONE;
  }

  private boolean readMember(int from, int to) {
    if (from >= to) {
      return true; // empty members are allowed
    }
    int equals = indexOf('=', from, to);
    if (!isKey(from, equals) || !isValue(equals + 1, to)) {
      return false;
    }
    if (equals - from == 2 && buffer[from] == 'o' && buffer[from + 1] == 't') {
      return readParts(equals + 1, to);
    }
    members[memberCount++] = from;
    members[memberCount++] = to;
    return true;
  }

  private boolean readParts(int from, int to) {
    clear();
    int at = from;
    do {
      int next = indexOf(';', at, to);
      if (!readPart(at, next)) {
        return false;
      }
      at = next + 1;
    } while (at <= to);
    return true;
  }

  private boolean readPart(int from, int to) {
    int colon = indexOf(':', from, to);
    if (colon >= to || !isPartKey(from, colon) || !isPartValue(colon + 1, to)) {
      return false;
    }
    if (is("th", from, colon)) {
      threshold = Thresholds.read(buffer, colon + 1, to);
      return threshold != Thresholds.NONE;
    }
    if (is("rv", from, colon)) {
      randomness = Thresholds.readRandomness(buffer, colon + 1, to);
      return randomness != Thresholds.NONE;
    }
    parts[partCount++] = from;
    parts[partCount++] = to;
    return true;
  }

  private boolean is(String key, int from, int to) {
    return to - from == 2 && buffer[from] == key.charAt(0) && buffer[from + 1] == key.charAt(1);
  }

  /// `key` or `tenant@system`.
  private boolean isKey(int from, int to) {
    int at = indexOf('@', from, to);
    if (at == to) {
      return to > from && to - from <= MAX_KEY && isLetter(buffer[from]) && isKeyRest(from, to);
    }
    return at > from
        && to > at + 1
        && at - from <= MAX_TENANT
        && to - at - 1 <= MAX_SYSTEM
        && (isLetter(buffer[from]) || isDigit(buffer[from]))
        && isLetter(buffer[at + 1])
        && isKeyRest(from, at)
        && isKeyRest(at + 1, to);
  }

  private boolean isKeyRest(int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = buffer[i];
      if (!isLetter(c) && !isDigit(c) && c != '_' && c != '-' && c != '*' && c != '/') {
        return false;
      }
    }
    return true;
  }

  private boolean isValue(int from, int to) {
    if (from >= to || to - from > MAX_VALUE || buffer[to - 1] == ' ') {
      return false;
    }
    for (int i = from; i < to; i++) {
      byte c = buffer[i];
      if (c < ' ' || c == '=' || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private boolean isPartKey(int from, int to) {
    if (from >= to || !isLetter(buffer[from])) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isLetter(buffer[i]) && !isDigit(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean isPartValue(int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = buffer[i];
      boolean capital = c >= 'A' && c <= 'Z';
      if (!isLetter(c) && !capital && !isDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /// Where a character stands, or the end if it does not.
  private int indexOf(char wanted, int from, int to) {
    int at = from;
    while (at < to && buffer[at] != wanted) {
      at++;
    }
    return at;
  }

  private int skipSpace(int from, int to) {
    int at = from;
    while (at < to && isSpace(buffer[at])) {
      at++;
    }
    return at;
  }

  private int trimSpace(int from, int to) {
    int end = to;
    while (end > from && isSpace(buffer[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t';
  }

  private static void write(String ascii, ProtoWriter out) {
    for (int i = 0; i < ascii.length(); i++) {
      out.varint(ascii.charAt(i));
    }
  }
}
