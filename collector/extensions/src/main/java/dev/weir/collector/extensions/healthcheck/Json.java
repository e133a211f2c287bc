package dev.weir.collector.extensions.healthcheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.http.HttpResponse;
import java.util.List;

/// Writes JSON objects member by member.
final class Json {
  private final StringBuilder out = new StringBuilder("{");

  Json text(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  Json flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  Json texts(String name, List<String> values) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      quote(values.get(i));
    }
    out.append(']');
    return this;
  }

  Json object(String name, Json value) {
    name(name);
    out.append(value);
    return this;
  }

  /// An answer that is this object.
  HttpResponse answer(int status) {
    return HttpResponse.of(status, "application/json", toString().getBytes(UTF_8));
  }

  /// The object so far, complete.
  @Override
  public String toString() {
    return out + "}";
  }

  private void name(String name) {
    out.append(out.length() == 1 ? "" : ",");
    quote(name);
    out.append(':');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
