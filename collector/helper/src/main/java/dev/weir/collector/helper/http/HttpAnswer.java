package dev.weir.collector.helper.http;

import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a server answered.
///
/// @param headers by lower-case name; of several of the same name, the first
/// @param setCookies the headers `Set-Cookie`
/// @param body as much of it as is read, see [HttpClient#MAX_BODY]
public record HttpAnswer(
    int status, Map<String, String> headers, List<String> setCookies, ByteRange body) {

  public boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /// The value of a header; empty when there is none.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
