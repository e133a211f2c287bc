package dev.weir.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.store.query.Value;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Writes JSON, piece by piece, with commas where they belong.
///
/// Times and other nanoseconds since 1970 are texts, since JavaScript's numbers are too coarse;
/// values are as the OpenAPI document says.
public final class Json {
  private static final long MAX_SAFE = 1L << 53;

  private final StringBuilder out = new StringBuilder();
  private boolean needsComma;

  public Json begin() {
    return open('{');
  }

  public Json end() {
    return close('}');
  }

  public Json beginList() {
    return open('[');
  }

  public Json endList() {
    return close(']');
  }

  public Json name(String name) {
    separate();
    quote(name);
    out.append(':');
    needsComma = false;
    return this;
  }

  public Json text(@Nullable String text) {
    if (text == null) {
      return raw("null");
    }
    separate();
    quote(text);
    needsComma = true;
    return this;
  }

  public Json number(long number) {
    return raw(Long.toString(number));
  }

  /// Null if it is no finite number.
  public Json number(double number) {
    if (!Double.isFinite(number)) {
      return raw("null");
    }
    return number == Math.rint(number) && Math.abs(number) < MAX_SAFE
        ? raw(Long.toString((long) number))
        : raw(Double.toString(number));
  }

  public Json number(@Nullable Double number) {
    return number == null ? raw("null") : number(number.doubleValue());
  }

  public Json bool(boolean value) {
    return raw(value ? "true" : "false");
  }

  public Json nil() {
    return raw("null");
  }

  /// A time, as text.
  public Json time(long nanos) {
    return raw("\"" + nanos + "\"");
  }

  public Json value(@Nullable Value value) {
    return switch (value) {
      case null -> nil();
      case Value.Text text -> text(text.value());
      case Value.Bool bool -> bool(bool.value());
      case Value.Int number when Math.abs(number.value()) <= MAX_SAFE -> number(number.value());
      case Value.Int number -> wrapped("int", Long.toString(number.value()));
      case Value.Real number when Double.isFinite(number.value()) -> number(number.value());
      case Value.Real number -> wrapped("real", Double.toString(number.value()));
      case Value.Json json -> wrapped("json", json.value());
    };
  }

  private Json wrapped(String kind, String text) {
    return begin().name(kind).text(text).end();
  }

  public Json texts(Collection<String> texts) {
    beginList();
    texts.forEach(this::text);
    return endList();
  }

  /// JSON that is there already.
  public Json raw(String json) {
    separate();
    out.append(json);
    needsComma = true;
    return this;
  }

  public Json field(String name, @Nullable String text) {
    return name(name).text(text);
  }

  public Json field(String name, long number) {
    return name(name).number(number);
  }

  public Json field(String name, double number) {
    return name(name).number(number);
  }

  public Json field(String name, boolean value) {
    return name(name).bool(value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  public byte[] bytes() {
    return toString().getBytes(UTF_8);
  }

  private Json open(char bracket) {
    separate();
    out.append(bracket);
    needsComma = false;
    return this;
  }

  private Json close(char bracket) {
    out.append(bracket);
    needsComma = true;
    return this;
  }

  private void separate() {
    if (needsComma) {
      out.append(',');
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
